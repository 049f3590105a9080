namespace HwGen.Verify.Coverage;

/// <summary>Functional coverage: points with bins, and crosses of them, sampled together when the test says so.</summary>
/// <param name="name">its name in the report</param>
public sealed class CoverGroup(string name)
{
    private readonly List<CoverPoint> points = [];
    private readonly List<CoverCross> crosses = [];

    /// <summary>Its name in the report.</summary>
    public string Name => name;

    /// <summary>Adds a point.</summary>
    /// <param name="point">its name in the report</param>
    /// <param name="value">what is sampled</param>
    /// <param name="bins">the values that count, and under which names; the first that holds a value counts it</param>
    public CoverPoint Point(string point, Func<long> value, params CoverBin[] bins)
    {
        if (points.Exists(other => other.Name == point))
            throw new ArgumentException($"{name} already has a point {point}", nameof(point));
        if (bins.Length == 0 || bins.DistinctBy(bin => bin.Name).Count() < bins.Length)
            throw new ArgumentException($"{name}.{point}: needs bins, each with a name of its own", nameof(bins));
        points.Add(new CoverPoint(name, point, value, bins));
        return points[^1];
    }

    /// <summary>Adds a cross: every combination of the bins of its points.</summary>
    /// <param name="crossed">points of this group, two or more</param>
    public CoverCross Cross(params CoverPoint[] crossed)
    {
        if (crossed.Length < 2 || crossed.Any(point => !points.Contains(point)))
            throw new ArgumentException($"{name}: a cross needs two or more points of this group", nameof(crossed));
        crosses.Add(new CoverCross(crossed));
        return crosses[^1];
    }

    /// <summary>Samples all points, then counts the crosses. Allocates nothing.</summary>
    /// <exception cref="CoverageException">a value fell into an illegal bin</exception>
    public void Sample()
    {
        foreach (var point in points)
            point.Sample();
        foreach (var cross in crosses)
            cross.Sample();
    }

    /// <summary>Adds what was counted to the data of all runs.</summary>
    public void AddTo(CoverageData data)
    {
        foreach (var (bin, hits) in points.SelectMany(point => point.Counts()).Concat(crosses.SelectMany(cross => cross.Counts())))
            data.Add(new CoveragePoint(CoveragePointKind.Functional, name, 0, 0, bin), hits);
    }
}
