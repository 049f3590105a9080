using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Turns a dense integer weight matrix, in which pruned weights are 0, into a weight image.</summary>
public static class ImageEncoder
{
    /// <summary>Encodes a matrix. The same input gives the same image.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="weights">K x N</param>
    /// <param name="request">kept, block lists, requantization</param>
    /// <exception cref="InputException">weights out of range, blocks with more than kept nonzeros, weights in blocks that do not
    /// exist, or an image that the memories do not hold</exception>
    public static WeightImage Encode(ArrayConfiguration configuration, Matrix<int> weights, ImageRequest request)
    {
        var plan = new TilePlanner(configuration, weights, request);
        IReadOnlyList<MeasuredTile> tiles = plan.Plan();
        ImageTile[] imageTiles = [.. tiles.Select(tile => tile.Tile)];
        var image = new WeightImage
        {
            Configuration = configuration,
            K = weights.Rows,
            N = weights.Columns,
            Tiles = imageTiles,
            Channels = Pad(request.Channels, tiles.Count * configuration.NTile),
            Weights = new WeightPacker(configuration, weights).Pack(imageTiles),
            Notes = request.Notes,
        };
        RequireFit(image, request.Name);
        return image;
    }

    private static Requantization[] Pad(IReadOnlyList<Requantization>? channels, int count)
    {
        var padded = new Requantization[count];
        for (int n = 0; n < count; n++)
            padded[n] = channels is not null && n < channels.Count ? channels[n] : Requantization.Zero;
        return padded;
    }

    private static void RequireFit(WeightImage image, string name)
    {
        ArrayConfiguration c = image.Configuration;
        var errors = new List<InputError>();
        Require("K-blocks", image.KBlocks, 65535, "tile table");
        Require("weight words", image.WeightWords, c.WeightDepth, "memory.weight_kib");
        Require("N-tiles", image.NTiles, c.TileDepth, "memory.tiles");
        Require("block-list words", image.ListWords, c.ListDepth, "memory.list_entries");
        if (errors.Count > 0)
            throw new InputException(errors);

        void Require(string what, int found, int most, string key)
        {
            if (found > most)
                errors.Add(new InputError(name, $"{found} {what}, must be at most {most} ({key}); cut the layer into jobs"));
        }
    }
}
