using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>What running a layer has come to.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Images">its images</param>
internal sealed record LayerTally(GemmLayer Layer, IReadOnlyList<WeightImage> Images)
{
    /// <summary>M so far.</summary>
    public long Rows { get; init; }

    /// <summary>Clocks so far.</summary>
    public LayerCycles Cycles { get; init; } = LayerCycles.Zero;

    /// <summary>Clocks of the same layer with every weight, on the same array; null if that was not run.</summary>
    public LayerCycles? Dense { get; init; }

    /// <summary>Outputs that differ from the golden model.</summary>
    public long Mismatches { get; init; }

    /// <summary>The first of them, null if there is none.</summary>
    public string? First { get; init; }

    /// <summary>Weights that are not 0.</summary>
    public long Nonzeros { get; } = Images.Sum(image => ImageAccount.Of(image).Nonzeros);

    /// <summary>Weights that are not 0, of all, 0 to 1.</summary>
    public double Density => (double)Nonzeros / Layer.WeightCount;

    /// <summary>Clocks that a tile of outputs takes, on average, if the array never waits.</summary>
    public double ClocksPerTile
    {
        get
        {
            long tiles = Images.Sum(image => (long)image.Tiles.Count);
            return (double)Images.Sum(image => (long)image.WeightWords) / tiles;
        }
    }

    /// <summary>Ideal clocks with every block and weight, on the same array.</summary>
    public long DenseCycles => CycleModel.Dense(Images[0].Configuration, Rows, Layer);

    /// <summary>For machines.</summary>
    public object ToResult() => new
    {
        name = Layer.Name,
        m = Rows,
        k = Layer.K,
        n = Layer.N,
        density = Density,
        jobs = Images.Count,
        mismatches = Mismatches,
        cycles = Cycles.ToResult(),
        dense = Dense?.ToResult(),
    };
}
