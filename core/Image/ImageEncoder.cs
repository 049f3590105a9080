using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

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
        var image = new WeightImage
        {
            Configuration = configuration,
            K = weights.Rows,
            N = weights.Columns,
            Tiles = [.. tiles.Select(tile => tile.Tile)],
            Channels = Pad(request.Channels, tiles.Count * configuration.NTile),
            Weights = Pack(configuration, weights, tiles),
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

    private static PackedBits Pack(ArrayConfiguration configuration, Matrix<int> weights, IReadOnlyList<MeasuredTile> tiles)
    {
        MetadataCoding coding = MetadataCoding.For(configuration);
        PackedBits bits = PackedBits.Zeros(tiles.Sum(tile => (long)tile.Tile.WeightWords) * configuration.WeightWordWidth);
        long word = 0;
        for (int t = 0; t < tiles.Count; t++)
        {
            ImageTile tile = tiles[t].Tile;
            int channels = Math.Min(configuration.NTile, weights.Columns - (t * configuration.NTile));
            for (int i = 0; i < tile.Blocks; i++, word += tile.Steps)
            {
                for (int n = 0; n < channels; n++)
                {
                    long offset = (word * configuration.WeightWordWidth) + ((long)n * configuration.ColumnFieldWidth);
                    PackBlock(bits, offset, tile, configuration, coding, Block(weights, tile.BlockAt(i) * configuration.Block, (t * configuration.NTile) + n, configuration.Block));
                }
            }
        }

        return bits;
    }

    // The weights of one block and output channel, zeros beyond K.
    private static int[] Block(Matrix<int> weights, int firstK, int n, int length)
    {
        var block = new int[length];
        for (int i = 0; i < Math.Min(length, weights.Rows - firstK); i++)
            block[i] = weights[firstK + i, n];
        return block;
    }

    private static void PackBlock(PackedBits bits, long offset, ImageTile tile, ArrayConfiguration c, MetadataCoding coding, int[] block)
    {
        int[] positions = [.. Enumerable.Range(0, block.Length).Where(i => block[i] != 0)];
        for (int rank = 0; rank < positions.Length; rank++)
        {
            int slot = coding.Slot(rank, positions[rank]);
            long lane = offset + ((long)(slot / c.Lanes) * c.WeightWordWidth) + (slot % c.Lanes * c.WeightBits);
            bits.Set(lane, c.WeightBits, (uint)block[positions[rank]]);
        }

        for (int step = 0; step < tile.Steps; step++)
            coding.Write(bits, offset + ((long)step * c.WeightWordWidth) + (c.Lanes * c.WeightBits), positions, step);
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
