using HwGen.Core.Errors;

namespace HwGen.Core.Configuration;

/// <summary>Turns YAML text into a configuration and reports all that is wrong with it at once, each with line and column.</summary>
/// <remarks>Source: docs/design.md, section 1.</remarks>
public static class ConfigurationReader
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="text">one YAML document</param>
    /// <param name="where">what messages call the text, usually the path of the file</param>
    /// <exception cref="InputException">every problem, <c>where:line:column: key: found, must be allowed</c>, in the order of the text</exception>
    public static ArrayConfiguration Read(string text, string where)
    {
        var reading = new YamlReading();
        ArrayConfiguration? configuration = null;
        YamlPiece? root = new YamlText(reading.Errors).Read(text);
        if (root is YamlMap map)
        {
            configuration = ReadRoot(map, reading);
            reading.NameUnknownKeys();
            foreach (RuleViolation violation in ConfigurationRules.Check(configuration, reading.Unreadable))
                reading.Errors.Add(new PlacedError(reading.Places[violation.Key], violation.ToString()));
        }
        else if (root is not null)
        {
            reading.Errors.Add(new PlacedError(root.Place, "not a configuration, must be a mapping with at least the keys name and array"));
        }

        if (configuration is null || reading.Errors.Count > 0)
            throw new InputException([.. reading.Errors
                .OrderBy(error => error.Place.Line).ThenBy(error => error.Place.Column)
                .Select(error => new InputError($"{where}:{error.Place.Line}:{error.Place.Column}", error.Message))]);
        return configuration;
    }

    private static ArrayConfiguration ReadRoot(YamlMap map, YamlReading reading)
    {
        var root = new YamlSection(map, map.Place, "", reading);
        string name = root.Text("name");
        YamlSection array = root.Section("array", required: true);
        YamlSection tile = array.Section("tile", required: true);
        YamlSection mesh = array.Section("mesh", required: true);
        YamlSection sparsity = root.Section("sparsity");
        YamlSection numbers = root.Section("numbers");
        YamlSection memory = root.Section("memory");
        YamlSection streams = root.Section("streams");
        YamlSection clock = root.Section("clock");
        int block = array.Number("block", 1, required: true);
        SchemeKind scheme = sparsity.Word<SchemeKind>("scheme", orAuto: false) ?? SchemeKind.Dense;
        var configuration = new ArrayConfiguration
        {
            Name = name,
            TileRows = tile.Number("rows", 1, required: true),
            TileColumns = tile.Number("columns", 1, required: true),
            MeshRows = mesh.Number("rows", 1, required: true),
            MeshColumns = mesh.Number("columns", 1, required: true),
            Block = block,
            Lanes = array.Number("lanes", 1, required: true),
            Scheme = scheme,
            Kept = sparsity.Number("kept", block, required: scheme is SchemeKind.Nm or SchemeKind.Pattern),
            BlockPercent = sparsity.Number("block_percent", 100),
            Patterns = sparsity.Number("patterns", ConfigurationRules.UsualPatterns),
            MetadataChoice = sparsity.Word<MetadataKind>("metadata", orAuto: true),
            ActivationBits = numbers.Number("activation_bits", 8),
            WeightBits = numbers.Number("weight_bits", 8),
            AccumulatorBits = numbers.Number("accumulator_bits", 32),
            WeightKib = memory.Number("weight_kib", 64),
            ActivationKib = memory.Number("activation_kib", 32),
            Tiles = memory.Number("tiles", 256),
            ListEntries = memory.Number("list_entries", 4096),
            Preload = memory.Truth("preload"),
            WeightStreamChoice = streams.NumberOrAuto("weight_bits"),
            ActivationStreamChoice = streams.NumberOrAuto("activation_bits"),
            OutputStreamChoice = streams.NumberOrAuto("output_bits"),
            ArithmeticChoice = root.Word<ArithmeticKind>("arithmetic", orAuto: true),
            ClockPeriodNs = clock.Decimal("period_ns", 10),
        };
        foreach (YamlSection section in new[] { root, array, tile, mesh, sparsity, numbers, memory, streams, clock })
            section.Close();
        return configuration;
    }
}
