using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HwGen.Verify.Testing;

/// <summary>A part of a regression, for one job of a cluster or of a CI matrix. All shards together are the whole, none overlap.</summary>
/// <param name="Index">which, from 1</param>
/// <param name="Count">of how many</param>
public sealed record Shard(int Index, int Count)
{
    /// <summary>Everything in one.</summary>
    public static Shard Whole { get; } = new(1, 1);

    /// <summary>The variable that chooses a part of an assembly of tests, such as <c>2/8</c>.</summary>
    public const string Variable = "HWGEN_SHARD";

    /// <summary>As the environment has it; everything where it says nothing.</summary>
    /// <exception cref="FormatException">it says something else</exception>
    public static Shard FromEnvironment() =>
        Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } text ? Whole
        : TryParse(text, out var shard) ? shard
        : throw new FormatException($"{Variable}: {text}, must be I/N with I from 1 to N, such as 2/8");

    /// <summary>Reads <c>2/8</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Shard? shard)
    {
        var parts = text.Split('/');
        shard = parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && index >= 1 && index <= count ? new Shard(index, count) : null;
        return shard is not null;
    }

    /// <summary>Which of a number of equal pieces of work are this shard's; the shares differ by one at most.</summary>
    /// <param name="work">how many pieces there are</param>
    public (int First, int Length) Share(int work)
    {
        var first = (int)((long)work * (Index - 1) / Count);
        return (first, (int)((long)work * Index / Count) - first);
    }

    /// <summary>This shard's part of named things: sorted by name, every n-th of them, so that neighbours, which take alike long, are
    /// spread. The shares differ by one at most.</summary>
    /// <param name="work">all of it, the same for each shard</param>
    /// <param name="name">what it is sorted by</param>
    public IEnumerable<T> Of<T>(IEnumerable<T> work, Func<T, string> name) =>
        Count == 1 ? work : work.OrderBy(name, StringComparer.Ordinal).Where((_, i) => i % Count == Index - 1);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
