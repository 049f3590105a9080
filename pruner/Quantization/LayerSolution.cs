using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Quantization;

/// <summary>What the pruner made of a layer.</summary>
/// <param name="Weights">pruned and quantized</param>
/// <param name="Bias">[N], real, corrected</param>
/// <param name="Structure">what the weights obey</param>
/// <param name="Error">power of the change of the layer's output behind its activation function, relative to the variance before it; 0 if the layer was only rounded</param>
public sealed record LayerSolution(QuantizedWeights Weights, double[] Bias, IWeightStructure Structure, double Error)
{
    /// <summary>[K * N], true where a weight may be other than 0; null where none was removed.</summary>
    public bool[]? Mask { get; init; }

    /// <summary>True if the layer gives what it gave: its weights were integers in the file and still are the same.</summary>
    public bool IsUnchanged { get; init; }
}
