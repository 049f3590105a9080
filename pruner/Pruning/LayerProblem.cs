using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>A layer to be pruned: find V of the structure with the least power of (W - V) over the inputs, (W - V)' H (W - V).</summary>
/// <param name="Name">of the layer</param>
/// <param name="Weights">W, K x N: the weights to come close to</param>
/// <param name="Gram">H, K x K, damped; null where no samples are given</param>
/// <param name="Structure">what may stay</param>
public sealed record LayerProblem(string Name, Tensor<double> Weights, double[]? Gram, IWeightStructure Structure)
{
    public int K => Weights.Shape[0];

    public int N => Weights.Shape[1];
}
