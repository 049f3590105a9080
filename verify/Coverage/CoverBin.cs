using System.Globalization;

namespace HwGen.Verify.Coverage;

/// <summary>Values of a point that count as one.</summary>
/// <param name="Name">its name in the report</param>
/// <param name="First">the lowest value</param>
/// <param name="Last">the highest value</param>
public sealed record CoverBin(string Name, long First, long Last)
{
    /// <summary>Whether a value in it fails the test.</summary>
    public bool IsIllegal { get; private init; }

    /// <summary>A single value.</summary>
    public static CoverBin Value(string name, long value) => new(name, value, value);

    /// <summary>All values from the first to the last.</summary>
    public static CoverBin Range(string name, long first, long last) => new(name, first, last);

    /// <summary>A bin for each value from the first to the last, named after it.</summary>
    public static CoverBin[] Each(long first, long last) =>
        [.. Enumerable.Range(0, checked((int)(last - first + 1))).Select(i => Value((first + i).ToString(CultureInfo.InvariantCulture), first + i))];

    /// <summary>Values that must never come.</summary>
    public static CoverBin Illegal(string name, long first, long last) => new(name, first, last) { IsIllegal = true };

    /// <summary>Whether a value lies in it.</summary>
    public bool Holds(long value) => value >= First && value <= Last;
}
