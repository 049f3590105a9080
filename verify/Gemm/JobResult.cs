namespace HwGen.Verify.Gemm;

/// <summary>What came out of a job.</summary>
/// <param name="Output">the bytes of the output stream</param>
/// <param name="BeatCycles">for every beat of the output stream, the clock in which it was taken</param>
/// <param name="Cycles">how long it took; zeros where jobs overlapped</param>
public sealed record JobResult(byte[] Output, IReadOnlyList<long> BeatCycles, JobCycles Cycles);
