namespace HwGen.Pruner.Permutation;

/// <summary>What another order of its input channels keeps of a layer.</summary>
/// <param name="Layer">name</param>
/// <param name="Before">share of the weights' worth that N:M keeps in the order of the file, 0 to 1</param>
/// <param name="After">the same in the new order</param>
public sealed record ChannelGain(string Layer, double Before, double After);
