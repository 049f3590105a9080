namespace HwGen.Verify.Coverage;

/// <summary>Every combination of the bins of several points.</summary>
public sealed class CoverCross
{
    private readonly CoverPoint[] points;
    private readonly long[] counts;

    internal CoverCross(CoverPoint[] points)
    {
        this.points = points;
        counts = new long[points.Aggregate(1, (product, point) => checked(product * point.Bins.Count))];
        Name = string.Join(" x ", points.Select(point => point.Name));
    }

    /// <summary>The names of its points.</summary>
    public string Name { get; }

    internal void Sample()
    {
        var index = 0;
        foreach (var point in points)
        {
            if (point.LastBin < 0)
                return;
            index = (index * point.Bins.Count) + point.LastBin;
        }

        counts[index]++;
    }

    internal IEnumerable<(string Bin, long Hits)> Counts()
    {
        for (var i = 0; i < counts.Length; i++)
        {
            var bins = new CoverBin[points.Length];
            for (int p = points.Length - 1, rest = i; p >= 0; rest /= points[p].Bins.Count, p--)
                bins[p] = points[p].Bins[rest % points[p].Bins.Count];
            if (!bins.Any(bin => bin.IsIllegal))
                yield return ($"{Name}.{string.Join(" x ", bins.Select(bin => bin.Name))}", counts[i]);
        }
    }
}
