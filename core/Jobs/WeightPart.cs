namespace HwGen.Core.Jobs;

/// <summary>The part of a layer's weight matrix that one image holds.</summary>
/// <param name="FirstK">first row, a multiple of the block</param>
/// <param name="K">rows, 1 or more</param>
/// <param name="FirstN">first output channel, a multiple of the N-tile</param>
/// <param name="N">output channels, 1 or more</param>
public sealed record WeightPart(int FirstK, int K, int FirstN, int N);
