using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>A fully connected layer on the last dimension.</summary>
public sealed record LinearLayer : GemmLayer
{
    public override Matrix<int> Rows(Tensor<int> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Matrix<int>.Adopt(input.Count / K, K, input.Values);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int[] expected = [.. inputs[0].SkipLast(1), N];
        if (inputs[0].Length == 0 || inputs[0][^1] != K)
            yield return $"reads {Tensor<int>.Describe(inputs[0])}, last dimension must be {K}";
        if (!expected.AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(expected)}";
        if (CountOf(inputs[0].SkipLast(1)) != RowsPerSample)
            yield return $"rows_per_sample is {RowsPerSample}, must be {CountOf(inputs[0].SkipLast(1))}";
    }

    public override Tensor<int> Arrange(Matrix<int> outputs, int batch)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new Tensor<int>(outputs.Values.ToArray(), [batch, .. Shape]);
    }
}
