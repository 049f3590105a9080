using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>Clocks of a layer.</summary>
/// <param name="Counted">of all its jobs</param>
/// <param name="Ideal">of all its jobs, if the array never waited</param>
internal sealed record LayerCycles(JobCycles Counted, long Ideal)
{
    public static LayerCycles Zero { get; } = new(JobCycles.Zero, 0);

    public static LayerCycles operator +(LayerCycles a, LayerCycles b) => new(a.Counted + b.Counted, a.Ideal + b.Ideal);

    /// <summary>For machines.</summary>
    public object ToResult() => new
    {
        total = Counted.Total,
        array = Counted.Array,
        ideal = Ideal,
        wait_activation = Counted.WaitActivation,
        wait_weight = Counted.WaitWeight,
        wait_output = Counted.WaitOutput,
    };
}
