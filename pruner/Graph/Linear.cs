using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>A fully connected layer on the last dimension (Gemm, MatMul with a constant).</summary>
public sealed record Linear(string Name, string Input, string Output) : GemmOperation(Name, Input, Output)
{
    public override int[] InferShape(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var input = inputs[0];
        return input.Length > 0 && input[^1] == K
            ? [.. input[..^1], N]
            : throw new ShapeException($"input of a sample is {Tensor<float>.Describe(input)}, last dimension must be {K} (weights {K} x {N})");
    }

    public override int RowsPerSample(int[] inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return inputShape[..^1].Aggregate(1, (count, dimension) => count * dimension);
    }

    public override Tensor<float> Rows(Tensor<float> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Reshape(input.Count / K, K);
    }

    public override Tensor<float> Arrange(Tensor<float> rows, int[] outputShape, int batch)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(outputShape);
        return rows.Reshape([batch, .. outputShape]);
    }

    public override Tensor<float> OutputRows(Tensor<float> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return outputs.Reshape(outputs.Count / N, N);
    }

    protected override GemmLayer LowerGemm(Lowering lowering)
    {
        ArgumentNullException.ThrowIfNull(lowering);
        return lowering.Complete(this, new LinearLayer
        {
            Name = Name,
            Inputs = Inputs,
            Output = Output,
            Shape = lowering.ShapeOf(Output),
            K = K,
            N = N,
            RowsPerSample = RowsPerSample(lowering.ShapeOf(Inputs[0])),
            InputZeroPoint = 0,
            Requantize = new OutputQuantization(0, 0, 0),
            Kept = [],
            Parameters = "",
        });
    }
}
