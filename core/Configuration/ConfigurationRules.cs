using HwGen.Core.Errors;

namespace HwGen.Core.Configuration;

/// <summary>What an array can be built with. Each violated rule names the key, what it holds and what it may hold.</summary>
public static class ConfigurationRules
{
    /// <summary>Patterns of a layer if nothing is said.</summary>
    public const int UsualPatterns = 8;

    /// <summary>Checks every rule.</summary>
    /// <param name="configuration">any values</param>
    /// <param name="unreadable">keys (dotted, such as <c>array.kept</c>) whose values could not be read: rules on them are skipped</param>
    /// <returns>violations in the order of the keys of the YAML file</returns>
    public static IReadOnlyList<RuleViolation> Check(ArrayConfiguration configuration, IReadOnlySet<string> unreadable)
    {
        var rules = new RuleList(unreadable);
        ArrayConfiguration c = configuration;
        rules.Add("name", IsName(c.Name), () => $"'{c.Name}', must be letters, digits, '.', '_' or '-', start with a letter or digit, and have at most 100 characters");
        rules.Range("array.tile.rows", c.TileRows, 1, 16);
        rules.Range("array.tile.columns", c.TileColumns, 1, 16);
        rules.Range("array.mesh.rows", c.MeshRows, 1, 64);
        rules.Range("array.mesh.columns", c.MeshColumns, 1, 64);
        rules.Range("array.block", c.Block, 1, 32);
        rules.Range("array.lanes", c.Lanes, 1, 32);
        rules.Add("array.lanes", c.Lanes <= c.Block, () => $"{c.Lanes}, must be 1 to array.block ({c.Block})", "array.block");
        Sparsity(rules, c);
        rules.Range("numbers.activation_bits", c.ActivationBits, 2, 16);
        rules.Range("numbers.weight_bits", c.WeightBits, 2, 16);
        rules.Range("numbers.accumulator_bits", c.AccumulatorBits, 8, 32);
        rules.Add("numbers.accumulator_bits", c.AccumulatorBits >= c.ActivationBits + c.WeightBits,
            () => $"{c.AccumulatorBits}, cannot hold one product; must be at least activation_bits + weight_bits ({c.ActivationBits + c.WeightBits})",
            "numbers.activation_bits", "numbers.weight_bits");
        Memory(rules, c);
        Streams(rules, c);
        rules.Add("clock.period_ns", c.ClockPeriodNs is >= 0.5m and <= 1000m && decimal.Round(c.ClockPeriodNs, 3) == c.ClockPeriodNs,
            () => $"{c.ClockPeriodNs.ToString(System.Globalization.CultureInfo.InvariantCulture)}, must be 0.5 to 1000 with at most 3 decimals");
        return rules.Violations;
    }

    /// <summary>Refuses a configuration that breaks a rule.</summary>
    /// <exception cref="InputException">with the configuration's name as the place</exception>
    public static ArrayConfiguration Require(ArrayConfiguration configuration)
    {
        IReadOnlyList<RuleViolation> violations = Check(configuration, new HashSet<string>());
        if (violations.Count > 0)
            throw new InputException([.. violations.Select(violation => new InputError(configuration.Name, violation.ToString()))]);
        return configuration;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static void Sparsity(RuleList rules, ArrayConfiguration c)
    {
        rules.Add("sparsity.kept", c.Kept >= 1 && c.Kept <= c.Block, () => $"{c.Kept}, must be 1 to array.block ({c.Block})", "array.block");
        rules.Add("sparsity.kept", !c.KeepsWholeBlocks || c.Kept == c.Block,
            () => $"{c.Kept}, must be array.block ({c.Block}): scheme {SchemeName(c.Scheme)} keeps blocks whole", "array.block", "sparsity.scheme");
        rules.Add("sparsity.scheme", c.Scheme != SchemeKind.Column || c.Block == 1,
            () => $"column, needs array.block 1; it is {c.Block} (scheme block removes longer blocks)", "array.block");
        rules.Range("sparsity.block_percent", c.BlockPercent, 1, 100);
        rules.Add("sparsity.block_percent", c.Scheme != SchemeKind.Dense || c.BlockPercent == 100,
            () => $"{c.BlockPercent}, must be 100 for scheme dense", "sparsity.scheme");
        rules.Range("sparsity.patterns", c.Patterns, 1, 500);
        rules.Add("sparsity.patterns", c.Scheme == SchemeKind.Pattern || c.Patterns == UsualPatterns,
            () => $"{c.Patterns}, but scheme {SchemeName(c.Scheme)} has none; must be left out", "sparsity.scheme");
        rules.Add("sparsity.metadata", c.MetadataChoice != MetadataKind.None || c.KeepsWholeBlocks || c.Block == 1,
            () => $"none, but scheme {SchemeName(c.Scheme)} must say which weights it keeps; must be auto, index or bitmask",
            "sparsity.scheme", "array.block");
    }

    private static void Memory(RuleList rules, ArrayConfiguration c)
    {
        string[] word = ["array.tile.columns", "array.mesh.columns", "array.block", "array.lanes", "sparsity.scheme", "sparsity.metadata", "numbers.weight_bits"];
        rules.Range("memory.weight_kib", c.WeightKib, 1, 65536);
        rules.Add("memory.weight_kib", () => c.WeightDepth >= FewestWeightWords(c),
            () => $"{c.WeightKib}, must be at least {CeilingDivide((long)FewestWeightWords(c) * c.WeightWordWidth, 8192)} to hold {FewestWeightWords(c)} weight words of {c.WeightWordWidth} bits", word);
        rules.Range("memory.activation_kib", c.ActivationKib, 1, 65536);
        rules.Add("memory.activation_kib", () => c.ActivationDepth >= 2,
            () => $"{c.ActivationKib}, must be at least {CeilingDivide(2L * c.ActivationMemoryWidth, 4096)} to hold 2 activation words of {c.ActivationMemoryWidth} bits in each bank",
            "array.tile.rows", "array.mesh.rows", "array.block", "numbers.activation_bits");
        rules.Range("memory.tiles", c.Tiles, 2, 65536);
        rules.Range("memory.list_entries", c.ListEntries, 4, 1048576);
    }

    // A whole block, so that every kept can run, and never fewer than 4.
    private static int FewestWeightWords(ArrayConfiguration c) => Math.Max(4, (c.Block + c.Lanes - 1) / c.Lanes);

    private static void Streams(RuleList rules, ArrayConfiguration c)
    {
        Stream(rules, "streams.weight_bits", c.WeightStreamChoice);
        Stream(rules, "streams.activation_bits", c.ActivationStreamChoice);
        if (c.OutputStreamChoice is not { } bits)
            return;
        rules.Add("streams.output_bits", () => bits > 0 && bits % 32 == 0 && c.NTile % (bits / 32) == 0 && bits / 32 <= DerivedWidths.MostOutputLanes,
            () => $"{bits}, must be auto or 32 times a divisor of the N-tile ({c.NTile}): {OutputChoices(c.NTile)}",
            "array.tile.columns", "array.mesh.columns");
    }

    private static void Stream(RuleList rules, string key, int? choice)
    {
        if (choice is { } bits)
            rules.Add(key, bits is 32 or 64 or 128 or 256 or 512 or 1024, () => $"{bits}, must be auto, 32, 64, 128, 256, 512 or 1024");
    }

    private static string OutputChoices(int nTile) =>
        string.Join(", ", Enumerable.Range(1, Math.Min(nTile, DerivedWidths.MostOutputLanes)).Where(lanes => nTile % lanes == 0).Select(lanes => lanes * 32));

    private static string SchemeName(SchemeKind scheme) => ConfigurationWords.Of(scheme);

    private static long CeilingDivide(long value, long divisor) => (value + divisor - 1) / divisor;
}
