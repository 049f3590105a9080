using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Weights that came with their zeros: nothing is removed.</summary>
/// <param name="Mask">[K * N], true where a weight may be other than 0</param>
public sealed record MaskedStructure(bool[] Mask) : IWeightStructure
{
    public string Name => "mask";

    public bool IsDense => true;

    public bool[] Choose(Tensor<double> scores) => [.. Mask];
}
