namespace HwGen.Core.Jobs;

/// <summary>Shape and mode of the outputs of a job.</summary>
/// <param name="Rows">M, 1 or more</param>
/// <param name="N">output channels without padding, 1 or more</param>
/// <param name="IsRaw">int32 sums instead of quantized outputs</param>
public readonly record struct JobOutput(int Rows, int N, bool IsRaw);
