using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

namespace HwGen.Core.Image;

/// <summary>Decides blocks and steps of every N-tile and checks that the weights fit into them.</summary>
internal sealed class TilePlanner(ArrayConfiguration configuration, Matrix<int> weights, ImageRequest request)
{
    private const int MostErrors = 20;

    private readonly List<InputError> _errors = [];
    private readonly MetadataCoding _coding = MetadataCoding.For(configuration);
    private int _suppressed;

    private int KBlocks => (weights.Rows + configuration.Block - 1) / configuration.Block;

    private int NTiles => (weights.Columns + configuration.NTile - 1) / configuration.NTile;

    public IReadOnlyList<MeasuredTile> Plan()
    {
        RequireShapes();
        RequireRange();
        MeasuredTile[] tiles = [.. Enumerable.Range(0, NTiles).Select(PlanTile)];
        Stop();
        return tiles;
    }

    private void RequireShapes()
    {
        if (weights.Rows < 1 || weights.Columns < 1)
            Refuse($"{weights.Rows} x {weights.Columns}, must have at least one row and one column");
        RequireCount("kept", request.KeptPerTile?.Count, NTiles, "N-tile");
        RequireCount("block lists", request.BlockLists?.Count, NTiles, "N-tile");
        RequireCount("requantizations", request.Channels?.Count, weights.Columns, "output channel");
        for (int n = 0; n < (request.Channels?.Count ?? 0); n++)
        {
            if (!request.Channels![n].IsInRange)
                Refuse($"output channel {n}: multiplier {request.Channels[n].Multiplier} and shift {request.Channels[n].Shift}, must be 0 to 65535 and 0 to 63");
        }

        Stop();
    }

    private void RequireCount(string what, int? found, int expected, string each)
    {
        if (found is { } count && count != expected)
            Refuse($"{count} {what}, must be {expected}, one for each {each}");
    }

    private void RequireRange()
    {
        ReadOnlySpan<int> values = weights.Values;
        if (!values.ContainsAnyExceptInRange(configuration.WeightMinimum, configuration.WeightMaximum))
            return;
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < configuration.WeightMinimum || values[i] > configuration.WeightMaximum)
                Refuse($"weight[{i / weights.Columns},{i % weights.Columns}] is {values[i]}, must be {configuration.WeightMinimum} to {configuration.WeightMaximum}");
        }
    }

    private MeasuredTile PlanTile(int t)
    {
        int[][] nonzeros = [.. Enumerable.Range(0, KBlocks).Select(block => Nonzeros(t, block))];
        int kept = request.KeptPerTile?[t] ?? Math.Max(1, nonzeros.Max(counts => counts.Max()));
        if (kept < 1 || kept > configuration.Block)
        {
            Refuse($"N-tile {t}: kept {kept}, must be 1 to array.block ({configuration.Block})");
            return new MeasuredTile(new ImageTile(1, 1, null), 1, true);
        }

        RequireKept(t, nonzeros, kept);
        IReadOnlyList<int>? list = request.BlockLists?[t];
        if (list is not null)
            RequireList(t, nonzeros, list);
        else if (request.FindBlockLists)
            list = Find(nonzeros, kept);
        if (list is null)
            return new MeasuredTile(new ImageTile(KBlocks, _coding.Steps(kept), null), kept, false);
        if (list.Count == 0)
            return new MeasuredTile(new ImageTile(1, _coding.Steps(1), null), 1, true);
        bool isInOrder = list[^1] == list.Count - 1;
        return new MeasuredTile(new ImageTile(list.Count, _coding.Steps(kept), isInOrder ? null : list), kept, false);
    }

    // Nonzero weights of a block, per output channel of the tile.
    private int[] Nonzeros(int t, int block)
    {
        int firstN = t * configuration.NTile;
        var counts = new int[Math.Min(configuration.NTile, weights.Columns - firstN)];
        int endK = Math.Min((block + 1) * configuration.Block, weights.Rows);
        for (int k = block * configuration.Block; k < endK; k++)
        {
            ReadOnlySpan<int> row = weights.Row(k).Slice(firstN, counts.Length);
            for (int n = 0; n < row.Length; n++)
                counts[n] += row[n] == 0 ? 0 : 1;
        }

        return counts;
    }

    private void RequireKept(int t, int[][] nonzeros, int kept)
    {
        if (configuration.Metadata == MetadataKind.None)
            return;
        for (int block = 0; block < nonzeros.Length; block++)
        {
            for (int n = 0; n < nonzeros[block].Length; n++)
            {
                if (nonzeros[block][n] > kept)
                    Refuse($"k {block * configuration.Block} to {((block + 1) * configuration.Block) - 1}, n {(t * configuration.NTile) + n}: {nonzeros[block][n]} nonzero weights, must be at most kept ({kept})");
            }
        }
    }

    private void RequireList(int t, int[][] nonzeros, IReadOnlyList<int> list)
    {
        for (int i = 0; i < list.Count; i++)
        {
            if (list[i] < 0 || list[i] >= KBlocks)
                Refuse($"N-tile {t}: block {list[i]} in the block list, must be 0 to {KBlocks - 1}");
            if (i > 0 && list[i] <= list[i - 1])
                Refuse($"N-tile {t}: block {list[i]} after {list[i - 1]} in the block list, must ascend");
        }

        HashSet<int> listed = [.. list];
        for (int block = 0; block < nonzeros.Length; block++)
        {
            int n = Array.FindIndex(nonzeros[block], count => count > 0);
            if (n >= 0 && !listed.Contains(block))
                Refuse($"k {block * configuration.Block} to {((block + 1) * configuration.Block) - 1}, n {(t * configuration.NTile) + n}: nonzero weights, but the block list of N-tile {t} leaves out block {block}");
        }
    }

    // A list costs 16 bits per block that stays and saves the words of those that go; a tail of zeros goes without a list.
    private int[]? Find(int[][] nonzeros, int kept)
    {
        int[] present = [.. Enumerable.Range(0, KBlocks).Where(block => nonzeros[block].Any(count => count > 0))];
        int[] prefix = present.Length == 0 ? [] : [.. Enumerable.Range(0, present[^1] + 1)];
        long saved = (long)(prefix.Length - present.Length) * _coding.Steps(kept) * configuration.WeightWordWidth;
        return saved > 16L * present.Length ? present : prefix;
    }

    private void Refuse(string message)
    {
        if (_errors.Count < MostErrors)
            _errors.Add(new InputError(request.Name, message));
        else
            _suppressed++;
    }

    private void Stop()
    {
        if (_suppressed > 0)
            _errors.Add(new InputError(request.Name, $"and {_suppressed} more of the kind"));
        if (_errors.Count > 0)
            throw new InputException(_errors);
    }
}
