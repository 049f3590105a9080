using HwGen.Core.IO;

namespace HwGen.Pruner.Graph;

/// <summary>An activation function that only cuts off: Relu, Clip.</summary>
public sealed record Clamp(string Name, string Input, string Output, Bounds Bounds) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<float>([.. inputs[0].Values], inputs[0].Shape);
        Bounds.Apply(output.Values);
        return output;
    }
}
