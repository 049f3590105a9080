using System.Text.Json.Serialization;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>A convolution of images, channels x height x width, as a GEMM: one row of activations for each place of the window.</summary>
/// <remarks>k = ((tap_row * kernel_width) + tap_column) * channels + channel, or with the taps fastest channel * taps + tap. Outside the image stands the input's zero point, which is exactly 0.
/// A convolution in groups has the whole K; weights between channels of different groups are 0.</remarks>
public sealed record ConvolutionLayer : GemmLayer
{
    /// <summary>How it moves.</summary>
    public required SlidingWindow Window { get; init; }

    /// <summary>True if the taps of an input channel stand together along K, so that a kernel is a block; not in groups.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool TapsFastest { get; init; }

    public override Matrix<int> Rows(Tensor<int> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rows = ImageRows.Of(input, Window, InputZeroPoint, TapsFastest);
        return Matrix<int>.Adopt(rows.Shape[0], K, rows.Values);
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var input = inputs[0];
        if (Window.Problem(input) is { } problem)
        {
            yield return problem;
            yield break;
        }

        var (height, width) = Window.OutputSize(input[1], input[2]);
        int[] expected = [N, height, width];
        if (K != Window.Taps * input[0])
            yield return $"weights have K = {K}, must be {Window.Taps * input[0]}: {Window.Taps} taps of {input[0]} channels";
        if (!expected.AsSpan().SequenceEqual(Shape))
            yield return $"gives {Tensor<int>.Describe(Shape)}, must be {Tensor<int>.Describe(expected)}";
        if (RowsPerSample != height * width)
            yield return $"rows_per_sample is {RowsPerSample}, must be {height * width}";
        if (Groups < 1 || input[0] % Groups != 0 || N % Groups != 0)
            yield return $"has {Groups} groups, must divide {input[0]} input and {N} output channels";
        if (TapsFastest && Groups != 1)
            yield return $"has {Groups} groups and taps_fastest, must have 1 group";
    }

    public override Tensor<int> Arrange(Matrix<int> outputs, int batch)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return ImageRows.ToImages(outputs.Values.ToArray(), batch, Shape);
    }
}
