using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

namespace HwGen.Core.Jobs;

/// <summary>What an image takes, beside what the weights would take dense and what their places must take at least.</summary>
/// <param name="ImageBytes">all sections</param>
/// <param name="DenseBytes">K * N weights without gaps</param>
/// <param name="MetadataBits">metadata fields and block lists</param>
/// <param name="EntropyBits">log2 of the number of ways to choose kept of block, for every block and channel that exists, and the blocks
/// that exist for every N-tile; kept is the most nonzero weights of any block of the N-tile</param>
/// <param name="Nonzeros">weights that are not 0</param>
public sealed record ImageAccount(long ImageBytes, long DenseBytes, long MetadataBits, double EntropyBits, long Nonzeros)
{
    /// <summary>Accounts for an image.</summary>
    public static ImageAccount Of(WeightImage image)
    {
        ArrayConfiguration c = image.Configuration;
        Matrix<int> weights = ImageDecoder.Decode(image);
        double entropy = 0;
        for (int t = 0; t < image.NTiles; t++)
        {
            ImageTile tile = image.Tiles[t];
            int channels = Math.Min(c.NTile, image.N - (t * c.NTile));
            int kept = c.Metadata == MetadataKind.None ? c.Block : MostNonzeros(weights, c, t * c.NTile, channels);
            entropy += (double)tile.Blocks * channels * MetadataCoding.EntropyBits(c.Block, kept);
            entropy += tile.BlockList is null ? 0 : MetadataCoding.EntropyBits(image.KBlocks, tile.Blocks);
        }

        long dense = ((long)image.K * image.N * c.WeightBits) + 7;
        long metadata = ((long)image.WeightWords * c.NTile * c.MetadataWidth) + (16L * image.ListEntries);
        int nonzeros = weights.Values.Length - weights.Values.Count(0);
        return new ImageAccount(image.Layout.Bytes, dense / 8, metadata, entropy, nonzeros);
    }

    private static int MostNonzeros(Matrix<int> weights, ArrayConfiguration c, int firstN, int channels)
    {
        int most = 0;
        for (int n = firstN; n < firstN + channels; n++)
        {
            for (int first = 0; first < weights.Rows; first += c.Block)
            {
                int count = 0;
                for (int k = first; k < Math.Min(first + c.Block, weights.Rows); k++)
                    count += weights[k, n] == 0 ? 0 : 1;
                most = Math.Max(most, count);
            }
        }

        return most;
    }
}
