using HwGen.Core.Configuration;
using HwGen.Core.Image;

namespace HwGen.Core.Jobs;

/// <summary>Clocks that the array needs if it never waits.</summary>
/// <remarks>Source: docs/design.md, section 2.</remarks>
public static class CycleModel
{
    /// <summary>MTiles * sum over N-tiles of blocks * steps.</summary>
    /// <param name="image">the weights of a job</param>
    /// <param name="rows">M</param>
    public static long Ideal(WeightImage image, long rows) => MTiles(image.Configuration, rows) * image.WeightWords;

    /// <summary>The same layer with every block and every weight of it, on the same array.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="rows">M</param>
    /// <param name="shape">K x N</param>
    public static long Dense(ArrayConfiguration configuration, long rows, MatrixShape shape)
    {
        long kBlocks = (shape.Rows + configuration.Block - 1) / configuration.Block;
        long nTiles = (shape.Columns + configuration.NTile - 1) / configuration.NTile;
        return MTiles(configuration, rows) * nTiles * kBlocks * configuration.Steps(configuration.Block);
    }

    private static long MTiles(ArrayConfiguration configuration, long rows) => (rows + configuration.MTile - 1) / configuration.MTile;
}
