using System.Globalization;

namespace HwGen.Verify.Coverage;

/// <summary>How many of something were hit.</summary>
/// <param name="Hit">those that were</param>
/// <param name="Total">all</param>
public readonly record struct CoverageFigure(int Hit, int Total)
{
    /// <summary>The share in percent, 100 of nothing.</summary>
    public double Percent => Total == 0 ? 100 : 100.0 * Hit / Total;

    /// <summary>The share with one digit, rounded down so that only all is 100.0%.</summary>
    public override string ToString() => (Math.Floor(Percent * 10) / 10).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
