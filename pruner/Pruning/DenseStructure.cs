using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Every weight stays.</summary>
public sealed record DenseStructure : IWeightStructure
{
    public string Name => "dense";

    public bool IsDense => true;

    public bool[] Choose(Tensor<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return [.. Enumerable.Repeat(true, scores.Count)];
    }
}
