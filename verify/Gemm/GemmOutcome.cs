namespace HwGen.Verify.Gemm;

/// <summary>What the simulated accelerator made of a GEMM.</summary>
/// <param name="Problem">the GEMM</param>
/// <param name="Mismatches">outputs that differ from the golden model</param>
/// <param name="First">the first of them in the order of the stream, null if there is none</param>
/// <param name="Cycles">clocks; zeros where jobs overlapped</param>
/// <param name="IdealCycles">MTiles * sum over N-tiles of blocks * steps</param>
public sealed record GemmOutcome(
    GemmProblem Problem, int Mismatches, GemmMismatch? First, JobCycles Cycles, long IdealCycles)
{
    /// <summary>The clock of the run in which the last beat of its output was taken.</summary>
    public long LastBeat { get; init; }
}
