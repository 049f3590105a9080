using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>The numbers of a GEMM layer, dense.</summary>
/// <param name="Weights">K x N, zeros where nothing is kept</param>
/// <param name="Channels">[N]: bias, multiplier and shift</param>
public sealed record GemmParameters(Matrix<int> Weights, IReadOnlyList<Requantization> Channels);
