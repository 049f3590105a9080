using HwGen.Core.Configuration;

namespace HwGen.Verify.Gemm;

/// <summary>Where an output stands in the output stream: M-tile by M-tile, N-tile by N-tile, existing rows, all channels.</summary>
/// <remarks>Source: docs/design.md, section 4.</remarks>
internal sealed class OutputOrder(ArrayConfiguration configuration, int rows, int channels, bool raw)
{
    /// <summary>Place of the first byte of output[m,n].</summary>
    public long ByteOf(int m, int n)
    {
        var nTiles = (channels + configuration.NTile - 1) / configuration.NTile;
        var firstRow = m / configuration.MTile * configuration.MTile;
        var rowsOfTile = Math.Min(configuration.MTile, rows - firstRow);
        var before = ((long)firstRow * nTiles * configuration.NTile)
            + ((long)(n / configuration.NTile) * rowsOfTile * configuration.NTile)
            + ((long)(m - firstRow) * configuration.NTile)
            + (n % configuration.NTile);
        return before * (raw ? 4 : configuration.ContainerBits / 8);
    }
}
