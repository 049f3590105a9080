using System.Numerics;
using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Permutation;

/// <summary>The blocks of one layer while the channels of a set change places in them.</summary>
/// <remarks>A block keeps of an output channel the largest scores. Seen from one k, whose channel has the score s there, that is A + max(s, T):
/// T is the kept-th largest of the others in the block and A the sum of those that are larger. So two channels of different blocks can be
/// judged without looking at the others: exchanging them gains max(s_j, T_i) + max(s_i, T_j) - max(s_i, T_i) - max(s_j, T_j).</remarks>
internal sealed class ReaderBlocks
{
    private readonly int _k;
    private readonly int _n;
    private readonly int _block;
    private readonly int _kept;
    private readonly float[] _scores;
    private readonly int[][] _places;
    private readonly int[] _rows;
    private readonly float[] _thresholds;

    /// <param name="reader">the layer</param>
    /// <param name="places">of each channel of the set: the k that read it</param>
    public ReaderBlocks(ChannelReader reader, int[][] places)
    {
        (_k, _n) = (reader.Scores.Shape[0], reader.Scores.Shape[1]);
        (_block, _kept) = (reader.Structure.Block, reader.Structure.Kept);
        (_scores, _places) = (reader.Scores.Values, places);
        _rows = [.. Enumerable.Range(0, _k)];
        _thresholds = new float[_k * _n];
        Parallel.For(0, (_k + _block - 1) / _block, RefreshBlock);
    }

    /// <summary>All scores together.</summary>
    public double Total => _scores.Sum(score => (double)score);

    /// <summary>Products and comparisons of one <see cref="Gain"/>.</summary>
    public long Work => (long)_places[0].Length * _n;

    /// <summary>What exchanging the channels in two places of the set gains.</summary>
    public double Gain(int first, int second)
    {
        var gain = 0.0;
        for (var time = 0; time < _places[first].Length; time++)
        {
            var (i, j) = (_places[first][time], _places[second][time]);
            if (i / _block != j / _block)
                gain += Gain(Scores(_rows[i]), Scores(_rows[j]), _thresholds.AsSpan(i * _n, _n), _thresholds.AsSpan(j * _n, _n));
        }

        return gain;
    }

    public void Exchange(int first, int second)
    {
        var blocks = new HashSet<int>();
        foreach (var (i, j) in _places[first].Zip(_places[second]))
        {
            (_rows[i], _rows[j]) = (_rows[j], _rows[i]);
            blocks.UnionWith([i / _block, j / _block]);
        }

        foreach (var block in blocks)
            RefreshBlock(block);
    }

    /// <summary>Places of the set that share a block with this one.</summary>
    public IEnumerable<int> Neighbours(int place)
    {
        var blocks = _places[place].Select(k => k / _block).ToHashSet();
        return Enumerable.Range(0, _places.Length).Where(other => _places[other].Any(k => blocks.Contains(k / _block)));
    }

    private ReadOnlySpan<float> Scores(int row) => _scores.AsSpan(row * _n, _n);

    private void RefreshBlock(int block)
    {
        var (first, end) = (block * _block, Math.Min(_k, (block + 1) * _block));
        Span<float> largest = stackalloc float[_kept + 1];
        for (var column = 0; column < _n; column++)
        {
            // The kept + 1 largest scores of the block, in falling order: without one of the first, its next takes part.
            largest.Clear();
            for (var k = first; k < end; k++)
                Insert(largest, _scores[(_rows[k] * _n) + column]);
            for (var k = first; k < end; k++)
                _thresholds[(k * _n) + column] = _scores[(_rows[k] * _n) + column] >= largest[_kept - 1] ? largest[_kept] : largest[_kept - 1];
        }
    }

    private static void Insert(Span<float> largest, float score)
    {
        for (var place = 0; place < largest.Length; place++)
            if (score > largest[place])
                (largest[place], score) = (score, largest[place]);
    }

    private static double Gain(ReadOnlySpan<float> s1, ReadOnlySpan<float> s2, ReadOnlySpan<float> t1, ReadOnlySpan<float> t2)
    {
        var width = Vector<float>.Count;
        var sum = Vector<float>.Zero;
        var i = 0;
        for (; i + width <= s1.Length; i += width)
        {
            var (a, b, s, t) = (new Vector<float>(s1[i..]), new Vector<float>(s2[i..]), new Vector<float>(t1[i..]), new Vector<float>(t2[i..]));
            sum += Vector.Max(b, s) - Vector.Max(a, s) + Vector.Max(a, t) - Vector.Max(b, t);
        }

        double gain = Vector.Sum(sum);
        for (; i < s1.Length; i++)
            gain += Math.Max(s2[i], t1[i]) - Math.Max(s1[i], t1[i]) + Math.Max(s1[i], t2[i]) - Math.Max(s2[i], t2[i]);
        return gain;
    }
}
