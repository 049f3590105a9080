using HwGen.Core.Configuration;
using HwGen.Core.Image;

namespace HwGen.Core.Jobs;

/// <summary>What an image will take, known before it is encoded.</summary>
/// <param name="NTiles">entries of the tile table</param>
/// <param name="ListEntries">of all block lists, 16 bits each</param>
/// <param name="WeightWords">words of WeightWordWidth bits: the clocks of an M-tile</param>
public sealed record PlannedImage(int NTiles, int ListEntries, long WeightWords)
{
    /// <summary>The images that <see cref="LayerEncoder"/> makes of a layer with these N-tiles.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="shape">K x N of the whole layer</param>
    /// <param name="tiles">its N-tiles from <see cref="ImageMeasure"/></param>
    public static IReadOnlyList<PlannedImage> Of(ArrayConfiguration configuration, MatrixShape shape, IReadOnlyList<MeasuredTile> tiles)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var layer = new LayerTiles(configuration, shape, tiles);
        return [.. JobPlanner.Plan(configuration, shape, tiles).Parts.Select(part => Of(configuration, layer, part))];
    }

    private static PlannedImage Of(ArrayConfiguration configuration, LayerTiles layer, WeightPart part)
    {
        int count = (part.N + configuration.NTile - 1) / configuration.NTile;
        TileNeed[] needs =
        [
            .. layer.NeedOf(part.FirstK / configuration.Block, (part.K + configuration.Block - 1) / configuration.Block)
                .Skip(part.FirstN / configuration.NTile).Take(count),
        ];
        return new PlannedImage(count, needs.Sum(need => need.ListEntries), needs.Sum(need => need.WeightWords));
    }

    /// <summary>All sections of the image.</summary>
    public long Bytes(ArrayConfiguration configuration) =>
        ImageLayout.Of(configuration, NTiles, (ListEntries + 3) / 4, checked((int)WeightWords)).Bytes;
}
