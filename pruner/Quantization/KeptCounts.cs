using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Pruner.Quantization;

/// <summary>Most nonzero weights of any block and output channel, for each N-tile: what the array is told to walk.</summary>
public static class KeptCounts
{
    /// <param name="weights">K x N</param>
    /// <param name="configuration">block and N-tile</param>
    /// <returns>1 to block for each N-tile</returns>
    public static int[] PerTile(Matrix<int> weights, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(configuration);
        var most = new int[(weights.Columns + configuration.NTile - 1) / configuration.NTile];
        Array.Fill(most, 1);
        var counts = new int[weights.Columns];
        for (var k = 0; k < weights.Rows; k++)
        {
            if (k % configuration.Block == 0)
                Array.Clear(counts);
            var row = weights.Row(k);
            for (var n = 0; n < row.Length; n++)
                if (row[n] != 0)
                    most[n / configuration.NTile] = Math.Max(most[n / configuration.NTile], ++counts[n]);
        }

        return most;
    }
}
