using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Some samples at one place of a network: the activations that the operations behind it read.</summary>
/// <param name="Start">number of the first sample</param>
/// <param name="Count">samples</param>
/// <param name="Dense">activations of the unpruned network by name, each Count x shape</param>
/// <param name="Pruned">of the network as pruned so far; the same tensors where nothing has changed</param>
public sealed record SampleBatch(int Start, int Count, IReadOnlyDictionary<string, Tensor<float>> Dense, IReadOnlyDictionary<string, Tensor<float>> Pruned)
{
    /// <summary>Numbers that it holds; those of a tensor that is in both networks once.</summary>
    public long Numbers => Dense.Sum(d => (long)d.Value.Count + (Pruned[d.Key] == d.Value ? 0 : Pruned[d.Key].Count));
}
