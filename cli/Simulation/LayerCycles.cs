using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>Clocks of a layer.</summary>
/// <param name="Counted">of all its jobs</param>
/// <param name="Ideal">of all its jobs, if the array never waited</param>
internal sealed record LayerCycles(JobCycles Counted, long Ideal)
{
    public static LayerCycles Zero { get; } = new(JobCycles.Zero, 0);

    public static LayerCycles operator +(LayerCycles a, LayerCycles b) => new(a.Counted + b.Counted, a.Ideal + b.Ideal);
}
