using HwGen.Core.Jobs;
using HwGen.Core.Image;
using HwGen.Core.Network;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>What running a layer has come to.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Jobs">jobs in which it runs</param>
/// <param name="Density">weights that are not 0, of all, 0 to 1</param>
internal sealed record LayerTally(GemmLayer Layer, int Jobs, double Density)
{
    /// <summary>M so far.</summary>
    public long Rows { get; init; }

    /// <summary>Clocks counted.</summary>
    public JobCycles Cycles { get; init; } = JobCycles.Zero;

    /// <summary>Clocks if the array never waited.</summary>
    public long IdealCycles { get; init; }

    /// <summary>Outputs that differ from the golden model.</summary>
    public long Mismatches { get; init; }

    /// <summary>The first of them, null if there is none.</summary>
    public string? First { get; init; }

    public static LayerTally Of(GemmLayer layer, LayerJobs jobs)
    {
        long nonzeros = jobs.Images.Sum(image => ImageAccount.Of(image).Nonzeros);
        return new LayerTally(layer, jobs.Images.Count, (double)nonzeros / ((long)layer.K * layer.N));
    }

    /// <summary>Clocks with every block and weight, on the same array.</summary>
    public long DenseCycles(LayerJobs jobs) =>
        CycleModel.Dense(jobs.Images[0].Configuration, Rows, new MatrixShape(Layer.K, Layer.N));
}
