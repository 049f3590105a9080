using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Core;

/// <summary>Configurations and matrices that several tests need.</summary>
internal static class Samples
{
    public static ArrayConfiguration Configuration(
        int block = 4, int lanes = 2, int columns = 2, SchemeKind scheme = SchemeKind.Nm, MetadataKind? metadata = null, int weightBits = 8) =>
        ConfigurationRules.Require(TestArray.Of("sample", (1, 1), (2, columns), block, lanes, scheme is SchemeKind.Nm ? Math.Max(1, block / 2) : block) with
        {
            Scheme = scheme,
            MetadataChoice = metadata,
            WeightBits = weightBits,
        });

    /// <summary>Random weights of which every block of an output channel has at most <paramref name="kept"/>, and every block of an
    /// N-tile is zero with the given chance.</summary>
    public static Matrix<int> Weights(Random random, ArrayConfiguration c, MatrixShape shape, int kept, double emptyBlocks = 0)
    {
        var values = new int[shape.Rows * shape.Columns];
        for (int block = 0; block * c.Block < shape.Rows; block++)
        {
            for (int tile = 0; tile * c.NTile < shape.Columns; tile++)
            {
                if (random.NextDouble() < emptyBlocks)
                    continue;
                for (int n = tile * c.NTile; n < Math.Min((tile + 1) * c.NTile, shape.Columns); n++)
                {
                    foreach (int i in Enumerable.Range(0, c.Block).OrderBy(_ => random.Next()).Take(kept))
                    {
                        int k = (block * c.Block) + i;
                        if (k < shape.Rows)
                            values[(k * shape.Columns) + n] = random.Next(c.WeightMinimum, c.WeightMaximum + 1);
                    }
                }
            }
        }

        return Matrix<int>.Adopt(shape.Rows, shape.Columns, values);
    }

    /// <summary>All files of the folder configs.</summary>
    public static TheoryData<string> Files() => [.. ConfigurationFile.All()];
}
