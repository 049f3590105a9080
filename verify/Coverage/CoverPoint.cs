namespace HwGen.Verify.Coverage;

/// <summary>A value whose bins are counted.</summary>
public sealed class CoverPoint
{
    private readonly string group;
    private readonly Func<long> value;
    private readonly long[] counts;

    internal CoverPoint(string group, string name, Func<long> value, CoverBin[] bins)
    {
        (this.group, Name, this.value, Bins) = (group, name, value, bins);
        counts = new long[bins.Length];
    }

    /// <summary>Its name in the report.</summary>
    public string Name { get; }

    /// <summary>The bins in the order in which they are tried.</summary>
    public IReadOnlyList<CoverBin> Bins { get; }

    /// <summary>The bin of the last sample, -1 if its value lies in none.</summary>
    public int LastBin { get; private set; } = -1;

    /// <summary>How often a bin was hit.</summary>
    public long Hits(string bin) => Counts().First(count => count.Bin == $"{Name}.{bin}").Hits;

    internal void Sample()
    {
        var sampled = value();
        LastBin = -1;
        for (var i = 0; i < counts.Length; i++)
        {
            if (!Bins[i].Holds(sampled))
                continue;
            if (Bins[i].IsIllegal)
                throw new CoverageException($"{group}.{Name} is {sampled}, which is illegal: {Bins[i].Name}");
            counts[i]++;
            LastBin = i;
            return;
        }
    }

    internal IEnumerable<(string Bin, long Hits)> Counts()
    {
        for (var i = 0; i < counts.Length; i++)
            if (!Bins[i].IsIllegal)
                yield return ($"{Name}.{Bins[i].Name}", counts[i]);
    }
}
