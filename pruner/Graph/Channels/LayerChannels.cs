namespace HwGen.Pruner.Graph.Channels;

/// <summary>The channels that a layer reads and gives, by label; 0 where the order is settled.</summary>
/// <param name="K">label of each k</param>
/// <param name="N">label of each output channel</param>
public sealed record LayerChannels(int[] K, int[] N);
