namespace HwGen.Verify.Gemm;

/// <summary>An output that is not what the golden model says.</summary>
/// <param name="M">its row</param>
/// <param name="N">its channel</param>
/// <param name="Found">what came</param>
/// <param name="Expected">what the golden model says</param>
/// <param name="Cycle">the clock in which its beat was taken</param>
public sealed record GemmMismatch(int M, int N, int Found, int Expected, long Cycle)
{
    /// <inheritdoc/>
    public override string ToString() => $"output[{M},{N}] is {Found}, expected {Expected}, at clock {Cycle}";
}
