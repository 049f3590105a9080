using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>The same integers in another shape.</summary>
public sealed record ReshapeLayer : PlanLayer
{
    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0].Reshape([inputs[0].Shape[0], .. Shape]);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (CountOf(inputs[0]) != CountOf(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must hold the numbers of {Tensor<int>.Describe(inputs[0])}";
    }
}
