using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>A function of single numbers; in integers it is a table of all of them.</summary>
/// <param name="Name">of the node</param>
/// <param name="Input">activation it reads</param>
/// <param name="Output">activation it gives</param>
/// <param name="Of">finite for every finite number</param>
public sealed record Function(string Name, string Input, string Output, Func<double, double> Of) : Operation(Name, [Input], Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs[0];
    }

    public override Tensor<float> Evaluate(IReadOnlyList<Tensor<float>> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var output = new Tensor<float>(inputs[0].Shape);
        Parallel.For(0, output.Shape[0], sample =>
        {
            for (var i = sample * output.Stride; i < (sample + 1) * output.Stride; i++)
                output.Values[i] = (float)Of(inputs[0].Values[i]);
        });
        return output;
    }

    public override IEnumerable<PlanLayer> Lower(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        var (input, output) = (lowering.QuantizationOf(Inputs[0]), lowering.QuantizationOf(Output));
        yield return new TableLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            Low = input.Low,
            Outputs = [.. Enumerable.Range(input.Low, input.High - input.Low + 1).Select(i => output.Quantize(Of(input.Dequantize(i))))],
        };
    }
}
