using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Jobs;

/// <summary>Turns the activations of a job into the bytes of the activation stream.</summary>
/// <remarks>Per M-tile, per K-block, per row of the tile, per position of the block: one container, little-endian. Source: docs/design.md,
/// section 4.</remarks>
public static class ActivationPacker
{
    /// <summary>Bytes of a job, a multiple of the beat.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="rows">M</param>
    /// <param name="k">K of the job</param>
    public static long Bytes(ArrayConfiguration configuration, int rows, int k)
    {
        long words = (long)CeilingDivide(rows, configuration.MTile) * CeilingDivide(k, configuration.Block);
        int beat = configuration.ActivationStreamBits / 8;
        return ((words * configuration.ActivationWordWidth / 8) + beat - 1) / beat * beat;
    }

    /// <summary>Packs a job.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="activations">M x K, each within activation_bits</param>
    /// <returns>whole beats; rows beyond M, k beyond K and the end of the last beat are 0</returns>
    /// <exception cref="InputException">an activation is out of range</exception>
    public static byte[] Pack(ArrayConfiguration configuration, Matrix<int> activations)
    {
        RequireRange(configuration, activations);
        var bytes = new byte[checked((int)Bytes(configuration, activations.Rows, activations.Columns))];
        int size = configuration.ContainerBits / 8;
        int block = configuration.Block;
        int mTile = configuration.MTile;
        int kBlocks = CeilingDivide(activations.Columns, block);
        for (int m = 0; m < activations.Rows; m++)
        {
            ReadOnlySpan<int> row = activations.Row(m);
            for (int kBlock = 0; kBlock < kBlocks; kBlock++)
            {
                long word = ((long)(m / mTile) * kBlocks) + kBlock;
                long element = ((word * mTile) + (m % mTile)) * block;
                int k = kBlock * block;
                Fill(bytes.AsSpan((int)(element * size)), row.Slice(k, Math.Min(block, row.Length - k)), size);
            }
        }

        return bytes;
    }

    private static void Fill(Span<byte> target, ReadOnlySpan<int> values, int size)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (size == 1)
                target[i] = (byte)values[i];
            else
                BinaryPrimitives.WriteInt16LittleEndian(target[(2 * i)..], (short)values[i]);
        }
    }

    private static void RequireRange(ArrayConfiguration configuration, Matrix<int> activations)
    {
        int i = activations.Values.IndexOfAnyExceptInRange(configuration.ActivationMinimum, configuration.ActivationMaximum);
        if (i >= 0)
            throw new InputException("activations", $"activation[{i / activations.Columns},{i % activations.Columns}] is {activations.Values[i]}, must be {configuration.ActivationMinimum} to {configuration.ActivationMaximum}");
    }

    private static int CeilingDivide(int value, int divisor) => (value + divisor - 1) / divisor;
}
