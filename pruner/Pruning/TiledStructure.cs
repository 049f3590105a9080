using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>N:M with a density of its own for each N-tile.</summary>
/// <param name="Tiles">of each N-tile, all of one block</param>
/// <param name="Columns">output channels of an N-tile; the last one may have fewer</param>
public sealed record TiledStructure(IReadOnlyList<NmStructure> Tiles, int Columns) : IWeightStructure
{
    /// <summary>The fewest and the most, such as <c>2-8:8</c>.</summary>
    public string Name => $"{Tiles.Min(t => t.Kept)}-{Tiles.Max(t => t.Kept)}:{Tiles[0].Block}";

    public bool IsDense => Tiles.All(t => t.IsDense);

    public bool ChoosesBlocksAlone => true;

    public NmStructure? Typical => Tiles[0] with { Kept = (int)Math.Round(Tiles.Average(t => t.Kept)) };

    public IBlockSupports? FineOf(int column) => Tiles[column / Columns];

    public bool[] Choose(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        var (k, n) = (scores.Shape[0], scores.Shape[1]);
        if ((n + Columns - 1) / Columns != Tiles.Count)
            throw new ArgumentException($"{n} output channels, must be {Tiles.Count} N-tiles of {Columns}", nameof(scores));
        var keep = new bool[scores.Count];
        for (var tile = 0; tile < Tiles.Count; tile++)
        {
            var (first, width) = (tile * Columns, Math.Min(Columns, n - (tile * Columns)));
            var part = new Tensor<double>(k, width);
            for (var row = 0; row < k; row++)
                Array.Copy(scores.Values, (row * n) + first, part.Values, row * width, width);
            var stays = Tiles[tile].Choose(part);
            for (var row = 0; row < k; row++)
                Array.Copy(stays, row * width, keep, (row * n) + first, width);
        }

        return keep;
    }
}
