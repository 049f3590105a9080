namespace HwGen.Verify.Gemm;

/// <summary>What came out of jobs that overlapped.</summary>
/// <param name="Jobs">the outputs of each; their own cycles are zeros</param>
/// <param name="Cycles">of all together, from the write that starts the first to the last beat of the last</param>
public sealed record LayerRun(IReadOnlyList<JobResult> Jobs, JobCycles Cycles);
