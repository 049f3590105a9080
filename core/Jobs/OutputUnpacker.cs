using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Jobs;

/// <summary>Turns the bytes of the output stream of a job into the output matrix.</summary>
/// <remarks>Per M-tile, per N-tile, per existing row of the M-tile, per channel of the N-tile, padding channels included: one container,
/// or an int32 in raw mode. Source: docs/design.md, section 4.</remarks>
public static class OutputUnpacker
{
    /// <summary>Bytes of a job; not padded to beats.</summary>
    public static long Bytes(ArrayConfiguration configuration, int rows, int n, bool isRaw) =>
        (long)rows * NTiles(configuration, n) * configuration.NTile * Size(configuration, isRaw);

    /// <summary>Byte at which an output stands.</summary>
    public static long Offset(ArrayConfiguration configuration, MatrixPlace place, JobOutput output)
    {
        int nTiles = NTiles(configuration, output.N);
        int mTile = place.Row / configuration.MTile;
        int existingRows = Math.Min(configuration.MTile, output.Rows - (mTile * configuration.MTile));
        long before = ((long)mTile * configuration.MTile * nTiles) + ((long)(place.Column / configuration.NTile) * existingRows);
        long element = ((before + (place.Row % configuration.MTile)) * configuration.NTile) + (place.Column % configuration.NTile);
        return element * Size(configuration, output.IsRaw);
    }

    /// <summary>Unpacks a job.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="bytes">all bytes of the job</param>
    /// <param name="output">rows, channels and mode of the job</param>
    /// <returns>M x N</returns>
    /// <exception cref="InputException">there are more or fewer bytes</exception>
    public static Matrix<int> Unpack(ArrayConfiguration configuration, ReadOnlySpan<byte> bytes, JobOutput output)
    {
        long expected = Bytes(configuration, output.Rows, output.N, output.IsRaw);
        if (bytes.Length != expected)
            throw new InputException("outputs", $"{bytes.Length} bytes, must be {expected} for {output.Rows} x {output.N}");
        var values = new int[output.Rows * output.N];
        int nTile = configuration.NTile;
        int size = Size(configuration, output.IsRaw);
        for (int m = 0; m < output.Rows; m++)
        {
            for (int firstN = 0; firstN < output.N; firstN += nTile)
            {
                ReadOnlySpan<byte> at = bytes[(int)Offset(configuration, new MatrixPlace(m, firstN), output)..];
                Read(at, values.AsSpan((m * output.N) + firstN, Math.Min(nTile, output.N - firstN)), size);
            }
        }

        return Matrix<int>.Adopt(output.Rows, output.N, values);
    }

    private static void Read(ReadOnlySpan<byte> bytes, Span<int> values, int size)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = size switch
            {
                1 => (sbyte)bytes[i],
                2 => BinaryPrimitives.ReadInt16LittleEndian(bytes[(2 * i)..]),
                _ => BinaryPrimitives.ReadInt32LittleEndian(bytes[(4 * i)..]),
            };
        }
    }

    private static int Size(ArrayConfiguration configuration, bool isRaw) => isRaw ? 4 : configuration.ContainerBits / 8;

    private static int NTiles(ArrayConfiguration configuration, int n) => (n + configuration.NTile - 1) / configuration.NTile;
}
