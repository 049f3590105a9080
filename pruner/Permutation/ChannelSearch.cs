using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Permutation;

/// <summary>Looks for the order of a set of channels in which N:M keeps most: exchanges two channels as long as that gains, then disturbs
/// the order and tries again.</summary>
/// <remarks>Source: Pool and Yu, Channel Permutations for N:M Sparsity, NeurIPS 2021 (there for 2:4 and whole stripes of columns).</remarks>
internal sealed class ChannelSearch
{
    private const int Seed = 1;

    // Exchanges that are made before a try.
    private const int Disturbance = 6;

    private const int MostTries = 100;

    // Numbers that the tries may compare, one table of gains each: a few seconds.
    private const double MostWork = 1e10;

    // Of all scores; less is noise.
    private const double LeastShare = 1e-6;

    private readonly int _count;
    private readonly ReaderBlocks[] _readers;
    private readonly int[][] _neighbours;
    private readonly float[] _gains;
    private readonly int[] _order;
    private readonly double _least;

    /// <param name="set">channels</param>
    /// <param name="readers">layers that read them</param>
    public ChannelSearch(ChannelSet set, IEnumerable<ChannelReader> readers)
    {
        _count = set.Count;
        _readers = [.. from reader in readers let places = reader.PlacesOf(set) where places is not null select new ReaderBlocks(reader, places)];
        _order = [.. Enumerable.Range(0, _count)];
        _gains = new float[_count * _count];
        _least = LeastShare * _readers.Sum(r => r.Total);
        _neighbours = [.. _order.Select(place => _readers.SelectMany(r => r.Neighbours(place)).Append(place).Distinct().ToArray())];
    }

    /// <summary>For each place of the set the channel that is to stand there.</summary>
    public int[] Find()
    {
        if (_readers.Length == 0)
            return _order;
        Refresh(Enumerable.Range(0, _count));
        Descend();
        var random = new Random(Seed);
        var tries = (int)Math.Min(MostTries, MostWork / (_count * (double)_count * _readers.Sum(r => r.Work)));
        for (var attempt = 0; attempt < tries; attempt++)
            Try(random);
        return _order;
    }

    private void Try(Random random)
    {
        int[] before = [.. _order];
        var gained = 0.0;
        for (var i = 0; i < Disturbance; i++)
            gained += Exchange(random.Next(_count), random.Next(_count));
        gained += Descend();
        if (gained > _least)
            return;
        for (var place = 0; place < _count; place++)
            if (_order[place] != before[place])
                Exchange(place, Array.IndexOf(_order, before[place]));
    }

    // Exchanges what gains most, as many at once as do not meet in a block, until nothing gains. Returns the gain.
    private double Descend()
    {
        for (var total = 0.0; ;)
        {
            var touched = new HashSet<int>();
            var gained = 0.0;
            foreach (var pair in Best())
            {
                var (first, second) = (pair / _count, pair % _count);
                if (touched.Contains(first) || touched.Contains(second))
                    continue;
                gained += _gains[pair];
                Move(first, second);
                touched.UnionWith(_neighbours[first]);
                touched.UnionWith(_neighbours[second]);
            }

            if (touched.Count == 0)
                return total;
            total += gained;
            Refresh(touched);
        }
    }

    // The best exchange of each place, in falling order.
    private int[] Best()
    {
        var pairs = new List<int>();
        for (var place = 0; place < _count; place++)
        {
            var best = place * _count;
            for (var pair = best + 1; pair < (place + 1) * _count; pair++)
                if (_gains[pair] > _gains[best])
                    best = pair;
            if (_gains[best] > _least)
                pairs.Add(best);
        }

        return [.. pairs.OrderByDescending(pair => _gains[pair])];
    }

    private double Exchange(int first, int second)
    {
        if (first == second)
            return 0;
        var gain = _gains[(first * _count) + second];
        Move(first, second);
        Refresh(_neighbours[first].Union(_neighbours[second]));
        return gain;
    }

    private void Move(int first, int second)
    {
        (_order[first], _order[second]) = (_order[second], _order[first]);
        foreach (var reader in _readers)
            reader.Exchange(first, second);
    }

    private void Refresh(IEnumerable<int> places)
    {
        var stale = new bool[_count];
        foreach (var place in places)
            stale[place] = true;
        Parallel.For(0, _count, place =>
        {
            for (var other = 0; stale[place] && other < _count; other++)
                if (other > place || !stale[other])
                {
                    var gain = (float)_readers.Sum(r => r.Gain(place, other));
                    (_gains[(place * _count) + other], _gains[(other * _count) + place]) = (gain, gain);
                }
        });
    }
}
