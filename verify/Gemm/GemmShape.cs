namespace HwGen.Verify.Gemm;

/// <summary>Rows, output channels and length of the sums of a GEMM.</summary>
public sealed record GemmShape(int M, int N, int K);
