using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Whole blocks of <paramref name="Block"/> consecutive k stay or go, for the <paramref name="Columns"/> output channels of an
/// N-tile together.</summary>
/// <param name="Block">1 or more; 1 removes single k</param>
/// <param name="Columns">output channels of an N-tile</param>
/// <param name="Percent">blocks that stay, rounded up, at least one</param>
public sealed record BlockStructure(int Block, int Columns, int Percent) : IWeightStructure
{
    /// <summary>True if channels are put in the order in which the blocks that stay hold most.</summary>
    public bool IsPivoted { get; init; }

    public string Name => (Block == 1 ? $"columns, {Percent}%" : $"blocks of {Block}, {Percent}%") + (IsPivoted ? ", pivoted" : "");

    public bool IsDense => Percent >= 100;

    public int ColumnsTogether => Columns;

    public bool[] Choose(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (k, n) = (scores.Shape[0], scores.Shape[1]);
        var blocks = (k + Block - 1) / Block;
        var count = Math.Max(1, ((blocks * Percent) + 99) / 100);
        var keep = new bool[scores.Count];
        for (var column = 0; column < n; column += Columns)
        {
            var end = Math.Min(n, column + Columns);
            var totals = new double[blocks];
            for (var row = 0; row < k; row++)
                for (var j = column; j < end; j++)
                    totals[row / Block] += scores.Values[(row * n) + j];
            foreach (var block in Enumerable.Range(0, blocks).OrderByDescending(b => totals[b]).Take(count))
                for (var row = block * Block; row < Math.Min(k, (block + 1) * Block); row++)
                    Array.Fill(keep, true, (row * n) + column, end - column);
        }

        return keep;
    }
}
