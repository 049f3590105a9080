using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;
using HwGen.Core.Sparsity;

namespace HwGen.Core.Image;

/// <summary>Turns a weight image back into the dense matrix.</summary>
public static class ImageDecoder
{
    /// <summary>Decodes an image.</summary>
    /// <returns>K x N, pruned weights 0</returns>
    /// <exception cref="InputException">weight words that no encoder writes, with section, offset, found and expected</exception>
    public static Matrix<int> Decode(WeightImage image, string where = "image")
    {
        var faults = new ImageFaults(where);
        Matrix<int> weights = Decode(image, faults);
        faults.Stop();
        return weights;
    }

    internal static Matrix<int> Decode(WeightImage image, ImageFaults faults)
    {
        ArrayConfiguration c = image.Configuration;
        MetadataCoding coding = MetadataCoding.For(c);
        var dense = new DenseTarget(image, faults);
        long word = 0;
        for (int t = 0; t < image.NTiles; t++)
        {
            ImageTile tile = image.Tiles[t];
            for (int i = 0; i < tile.Blocks; i++, word += tile.Steps)
            {
                for (int n = 0; n < c.NTile; n++)
                {
                    long offset = (word * c.WeightWordWidth) + ((long)n * c.ColumnFieldWidth);
                    ReadBlock(image.Weights, offset, tile, coding, dense.At(tile.BlockAt(i), (t * c.NTile) + n));
                }
            }
        }

        return dense.ToMatrix();
    }

    private static void ReadBlock(PackedBits bits, long offset, ImageTile tile, MetadataCoding coding, BlockTarget target)
    {
        ArrayConfiguration c = target.Configuration;
        int[] positions;
        try
        {
            positions = coding.Read(new MetadataFields(bits, offset + (c.Lanes * c.WeightBits), c.WeightWordWidth, tile.Steps));
        }
        catch (MetadataException exception)
        {
            target.Refuse(offset + ((long)exception.Step * c.WeightWordWidth), exception.Found, exception.Expected);
            return;
        }

        for (int slot = 0; slot < positions.Length; slot++)
        {
            long lane = offset + ((long)(slot / c.Lanes) * c.WeightWordWidth) + (slot % c.Lanes * c.WeightBits);
            int weight = bits.GetSigned(lane, c.WeightBits);
            if (weight != 0)
                target.Put(positions[slot], weight, lane);
        }
    }
}
