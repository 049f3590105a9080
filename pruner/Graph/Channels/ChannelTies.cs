namespace HwGen.Pruner.Graph.Channels;

/// <summary>Sets of channels while a network is traced: which ones must have the same order, and which must stay as they are.</summary>
/// <remarks>A label is 1 plus the number of a channel over the whole network; 0 is what has no channel. Sets that are tied pair their
/// channels in order.</remarks>
internal sealed class ChannelTies
{
    private readonly List<ChannelSet> _sets = [];
    private readonly List<int> _setOf = [-1];
    private readonly List<int> _leader = [];
    private readonly HashSet<int> _settled = [];

    /// <summary>A new set.</summary>
    /// <returns>its labels</returns>
    public float[] Add(int count)
    {
        var first = _setOf.Count;
        _leader.Add(_sets.Count);
        _setOf.AddRange(Enumerable.Repeat(_sets.Count, count));
        _sets.Add(new ChannelSet(first, count));
        return [.. Enumerable.Range(first, count).Select(label => (float)label)];
    }

    /// <summary>The order of these channels must stay.</summary>
    public void Settle(IEnumerable<float> labels)
    {
        foreach (var label in labels)
            if (label != 0)
                _settled.Add(LeaderOf((int)label));
    }

    /// <summary>The label of each channel of an activation: it must be the same in all its places, or its order stays.</summary>
    /// <param name="labels">of one sample</param>
    /// <param name="channels">how many</param>
    /// <param name="areLast">true if the channels lie side by side, false if the places of a channel do</param>
    public float[] Common(float[] labels, int channels, bool areLast)
    {
        var places = labels.Length / channels;
        var common = new float[channels];
        for (var channel = 0; channel < channels; channel++)
        {
            var here = new float[places];
            for (var place = 0; place < places; place++)
                here[place] = labels[areLast ? (place * channels) + channel : (channel * places) + place];
            if (here.AsSpan().ContainsAnyExcept(here[0]))
                Settle(here);
            else
                common[channel] = here[0];
        }

        return common;
    }

    /// <summary>Two activations of one shape are added.</summary>
    /// <returns>labels of the sum</returns>
    public float[] Tie(float[] first, float[] second)
    {
        var pairs = first.Zip(second).Distinct().ToArray();
        foreach (var (a, b) in pairs)
            if (a == 0 || b == 0 || IndexOf(a) != IndexOf(b) || SetOf(a).Count != SetOf(b).Count)
                Settle([a, b]);
            else
                Join(LeaderOf((int)a), LeaderOf((int)b));
        return [.. first.Zip(second, (a, b) => a == 0 || b == 0 ? 0 : a)];
    }

    /// <summary>Where an activation has been moved, all channels of a set must have been moved alike, or their order stays.</summary>
    public void RequireEven(ChannelMap map)
    {
        var places = new Dictionary<float, List<float>>();
        foreach (var (label, place) in map.Labels.Values.Zip(map.Places.Values))
            if (label != 0)
                (places.TryGetValue(label, out var known) ? known : places[label] = []).Add(place);
        foreach (var set in places.GroupBy(p => _setOf[(int)p.Key]))
            if (set.Count() != _sets[set.Key].Count || set.Any(p => !p.Value.SequenceEqual(set.First().Value)))
                Settle([set.First().Key]);
    }

    /// <summary>The sets whose order is free.</summary>
    public IReadOnlyList<ChannelSet> Free()
    {
        var settled = _settled.Select(Leader).ToHashSet();
        return [.. _sets.Where((set, i) => Leader(i) == i && !settled.Contains(i) && set.Count > 1)];
    }

    /// <summary>Labels of tied channels become one, those of settled ones 0.</summary>
    public int[] Resolve(int[] labels)
    {
        var free = Free().Select(set => set.First).ToHashSet();
        return Array.ConvertAll(labels, label => label != 0 && _sets[LeaderOf(label)].First is var first && free.Contains(first) ? first + IndexOf(label) : 0);
    }

    private ChannelSet SetOf(float label) => _sets[_setOf[(int)label]];

    private int IndexOf(float label) => (int)label - SetOf(label).First;

    private int LeaderOf(int label) => Leader(_setOf[label]);

    private int Leader(int set)
    {
        while (_leader[set] != set)
            set = _leader[set];
        return set;
    }

    private void Join(int first, int second)
    {
        if (first != second)
            _leader[Math.Max(first, second)] = Math.Min(first, second);
    }
}
