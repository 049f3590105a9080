using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Quantization;

/// <summary>What the pruner made of a layer.</summary>
/// <param name="Weights">pruned and quantized</param>
/// <param name="Bias">[N], real, corrected</param>
/// <param name="Structure">what the weights obey</param>
/// <param name="Error">power of the change of the layer's output before bias, relative to that of the output; 0 if there were no samples</param>
public sealed record LayerSolution(QuantizedWeights Weights, double[] Bias, IWeightStructure Structure, double Error)
{
    /// <summary>[K * N], true where a weight may be other than 0; null where none was removed.</summary>
    public bool[]? Mask { get; init; }
}
