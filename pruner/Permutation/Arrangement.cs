using HwGen.Pruner.Graph.Channels;

namespace HwGen.Pruner.Permutation;

/// <summary>Channels in order, and what that is good for.</summary>
/// <param name="Order">of all channels of a network</param>
/// <param name="Gains">what it keeps of each layer that is pruned N:M; empty where nothing moves, or where the order came with masks</param>
public sealed record Arrangement(ChannelOrder Order, IReadOnlyList<ChannelGain> Gains);
