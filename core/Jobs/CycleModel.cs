using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Network;

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

    /// <summary>The same for a layer; in a convolution in groups, the blocks that an N-tile has weights of its groups in.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="rows">M</param>
    /// <param name="layer">its shape and groups</param>
    public static long Dense(ArrayConfiguration configuration, long rows, GemmLayer layer)
    {
        if (layer is not ConvolutionLayer { Groups: > 1 } convolution)
            return Dense(configuration, rows, new MatrixShape(layer.K, layer.N));
        int taps = convolution.Window.Taps;
        int channels = layer.K / taps;
        long blocks = 0;
        for (int n = 0; n < layer.N; n += configuration.NTile)
        {
            int last = Math.Min(n + configuration.NTile, layer.N) - 1;
            int first = n / (layer.N / layer.Groups) * (channels / layer.Groups);
            int end = ((last / (layer.N / layer.Groups)) + 1) * (channels / layer.Groups);
            blocks += Enumerable.Range(0, taps)
                .SelectMany(tap => Enumerable.Range(((tap * channels) + first) / configuration.Block, ((tap * channels) + end - 1) / configuration.Block - (((tap * channels) + first) / configuration.Block) + 1))
                .Distinct().Count();
        }

        return MTiles(configuration, rows) * blocks * configuration.Steps(configuration.Block);
    }

    /// <summary>Steps that a tile must take so that tiles follow each other without a gap: shorter ones wait for the drain.</summary>
    /// <remarks>The output stage takes MTile*NTile/D clocks for a tile, and the drain buffer has two places: one is taken from the last step of a
    /// tile until the last of its rows is read.</remarks>
    /// <param name="configuration">the array</param>
    public static int GapFreeSteps(ArrayConfiguration configuration)
    {
        int output = configuration.MTile * configuration.NTile / configuration.OutputLanes;
        int mesh = configuration.MeshRows + configuration.MeshColumns + 3 + MultiplierStages(configuration);
        return Math.Max(output, (mesh + output + 1) / 2);
    }

    /// <summary>Clocks from the last step of a tile to its first result on the output stream, unless the result waits for others to fill a beat.</summary>
    /// <param name="configuration">the array</param>
    public static int OutputLatency(ArrayConfiguration configuration) =>
        configuration.MeshRows + configuration.MeshColumns + 10 + MultiplierStages(configuration);

    // One multiplier has its product in a register and its sum in another.
    private static int MultiplierStages(ArrayConfiguration configuration) =>
        configuration.Lanes == 1 && configuration.Arithmetic != ArithmeticKind.CarrySave ? 2 : 0;

    private static long MTiles(ArrayConfiguration configuration, long rows) => (rows + configuration.MTile - 1) / configuration.MTile;
}
