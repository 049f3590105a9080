using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Core.Samples;

/// <summary>Brings the dimensions of samples into the network's order.</summary>
internal static class SampleLayout
{
    private const string Canonical = "NCHW";

    /// <param name="samples">as the file holds them, the batch in front or where the layout says</param>
    /// <param name="inputShape">one sample as the network takes it</param>
    /// <param name="layout">letters of <c>NCHW</c>, one per dimension, or null where the order is the network's</param>
    /// <param name="source">how messages name the file</param>
    public static Tensor<float> Arrange(Tensor<float> samples, int[] inputShape, string? layout, string source)
    {
        if (layout is not null)
            samples = Transpose(samples, layout.ToUpperInvariant(), source);
        var found = Tensor<int>.Describe(samples.Shape[1..]);
        if (!Core(samples.Shape[1..]).SequenceEqual(Core(inputShape)) && !(samples.Rank == 2 && samples.Stride == Product(inputShape)))
            throw new InputException(source, $"a sample is {found}, must be {Tensor<int>.Describe(inputShape)}{Hint(samples.Shape, inputShape, layout)}");
        return samples.Reshape([samples.Shape[0], .. inputShape]);
    }

    private static string Hint(int[] shape, int[] inputShape, string? layout) =>
        layout is null && shape.Length == 4 && inputShape.Length == 3 && shape[3] == inputShape[0] && shape[1] == inputShape[1]
            ? "; if channels come last, say --layout NHWC"
            : "";

    private static Tensor<float> Transpose(Tensor<float> samples, string layout, string source)
    {
        if (layout.Length != samples.Rank || layout.Distinct().Count() != layout.Length || layout.Any(l => !Canonical.Contains(l)) || !layout.Contains('N'))
            throw new InputException(source, $"layout {layout} for {samples.Rank} dimensions, must be N and each of C, H, W at most once, such as NHWC");
        int[] order = [.. Canonical.Where(l => layout.Contains(l)).Select(l => layout.IndexOf(l))];
        int[] shape = [.. order.Select(axis => samples.Shape[axis])];
        var strides = new int[samples.Rank];
        for (int axis = samples.Rank - 1, stride = 1; axis >= 0; stride *= samples.Shape[axis--])
            strides[axis] = stride;
        var result = new Tensor<float>(shape);
        var position = new int[samples.Rank];
        for (var i = 0; i < result.Count; i++)
        {
            var from = 0;
            for (var axis = 0; axis < shape.Length; axis++)
                from += position[axis] * strides[order[axis]];
            result.Values[i] = samples.Values[from];
            for (var axis = shape.Length - 1; axis >= 0 && ++position[axis] == shape[axis]; axis--)
                position[axis] = 0;
        }

        return result;
    }

    private static IEnumerable<int> Core(IEnumerable<int> shape) => shape.Where(d => d != 1);

    private static long Product(int[] shape) => shape.Aggregate(1L, (product, d) => product * d);
}
