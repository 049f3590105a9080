using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Numerics;

namespace HwGen.Core.Jobs;

/// <summary>Plans a layer and encodes an image for each of its jobs.</summary>
public static class LayerEncoder
{
    /// <summary>Encodes a layer of any size.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="weights">K x N, pruned weights 0</param>
    /// <param name="request">for the whole layer</param>
    /// <exception cref="InputException">as from <see cref="ImageEncoder.Encode"/></exception>
    public static EncodedLayer Encode(ArrayConfiguration configuration, Matrix<int> weights, ImageRequest request)
    {
        IReadOnlyList<MeasuredTile> tiles = ImageMeasure.Of(configuration, weights, request);
        JobPlan plan = JobPlanner.Plan(configuration, new MatrixShape(weights.Rows, weights.Columns), tiles);
        return new EncodedLayer(plan, [.. plan.Parts.Select(part => Encode(configuration, weights, tiles, request, part))]);
    }

    private static WeightImage Encode(
        ArrayConfiguration configuration, Matrix<int> weights, IReadOnlyList<MeasuredTile> tiles, ImageRequest request, WeightPart part)
    {
        int firstBlock = part.FirstK / configuration.Block;
        int length = (part.K + configuration.Block - 1) / configuration.Block;
        MeasuredTile[] covered = [.. tiles.Skip(part.FirstN / configuration.NTile).Take((part.N + configuration.NTile - 1) / configuration.NTile)];
        return ImageEncoder.Encode(configuration, weights.Part(part.FirstK, part.FirstN, part.K, part.N), request with
        {
            KeptPerTile = [.. covered.Select(tile => tile.Kept)],
            BlockLists = [.. covered.Select(tile => LayerTiles.Blocks(tile, firstBlock, length))],
            Channels = request.Channels is null ? null
                : [.. request.Channels.Skip(part.FirstN).Take(part.N).Select(channel => part.FirstK == 0 ? channel : channel with { Bias = 0 })],
            Notes = Notes(request.Notes, part),
        });
    }

    private static ImageNotes Notes(ImageNotes notes, WeightPart part) => notes with
    {
        WeightScales = [.. notes.WeightScales.Skip(part.FirstN).Take(part.N)],
        InputPermutation = [.. notes.InputPermutation.Skip(part.FirstK).Take(part.K)],
        OutputPermutation = [.. notes.OutputPermutation.Skip(part.FirstN).Take(part.N)],
    };
}
