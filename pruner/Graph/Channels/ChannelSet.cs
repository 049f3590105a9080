namespace HwGen.Pruner.Graph.Channels;

/// <summary>Channels whose order is free: whatever gives them, and whatever reads them, can take them in another order.</summary>
/// <param name="First">label of the first channel, 1 or more</param>
/// <param name="Count">channels, 2 or more; they have the labels that follow</param>
public sealed record ChannelSet(int First, int Count)
{
    public bool Contains(int label) => label >= First && label < First + Count;
}
