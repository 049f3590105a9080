using HwGen.Core.IO;

namespace HwGen.Tests.Shared;

/// <summary>ONNX operators written down as their definition stands, loop by loop in double: what networks are compared with.</summary>
/// <remarks>Images are batch x channels x height x width.</remarks>
internal static class DirectOperators
{
    /// <param name="x">images</param>
    /// <param name="w">output channels x channels of a group x kernel height x kernel width</param>
    /// <param name="bias">of each output channel</param>
    /// <param name="window">its kernel is that of <paramref name="w"/></param>
    /// <param name="groups">of channels</param>
    public static Tensor<double> Convolution(Tensor<double> x, Tensor<float> w, float[] bias, DirectWindow window, int groups = 1)
    {
        (int height, int width) = (window.Places(0, x.Shape[2]), window.Places(1, x.Shape[3]));
        return Create([x.Shape[0], w.Shape[0], height, width], at =>
        {
            double sum = bias[at[1]];
            int first = at[1] / (w.Shape[0] / groups) * w.Shape[1];
            for (int c = 0; c < w.Shape[1]; c++)
                foreach ((int i, int j, int y, int z) in Inside(window, x, at[2], at[3]))
                    sum += At(w, at[1], c, i, j) * At(x, at[0], first + c, y, z);
            return sum;
        });
    }

    /// <summary>A pool: what <paramref name="reduce"/> makes of the numbers inside the image.</summary>
    public static Tensor<double> Pool(Tensor<double> x, DirectWindow window, Func<double[], double> reduce) =>
        Create(
            [x.Shape[0], x.Shape[1], window.Places(0, x.Shape[2]), window.Places(1, x.Shape[3])],
            at => reduce([.. Inside(window, x, at[2], at[3]).Select(tap => At(x, at[0], at[1], tap.Y, tap.X))]));

    /// <summary>The last dimension times a matrix K x N, plus a bias.</summary>
    public static Tensor<double> Linear(Tensor<double> x, Tensor<float> w, float[] bias) =>
        Create([.. x.Shape[..^1], w.Shape[1]], at => bias[at[^1]] + Enumerable.Range(0, w.Shape[0]).Sum(k => At(x, [.. at[..^1], k]) * At(w, k, at[^1])));

    /// <summary>Each number by itself.</summary>
    public static Tensor<double> Map(Tensor<double> x, Func<double, double> function) => new(Array.ConvertAll(x.Values, v => function(v)), x.Shape);

    /// <summary>Each number by its channel, the dimension behind the batch.</summary>
    public static Tensor<double> PerChannel(Tensor<double> x, Func<double, int, double> function) => Create(x.Shape, at => function(At(x, at), at[1]));

    /// <summary>The sum of two tensors; where one has a single entry, it meets all of the other.</summary>
    public static Tensor<double> Add(Tensor<double> a, Tensor<double> b) =>
        Create(
            [.. a.Shape.Zip(b.Shape, Math.Max)],
            at => At(a, [.. at.Select((i, d) => Math.Min(i, a.Shape[d] - 1))]) + At(b, [.. at.Select((i, d) => Math.Min(i, b.Shape[d] - 1))]));

    /// <summary>One behind the other along a dimension, the batch being 0.</summary>
    public static Tensor<double> Concatenate(Tensor<double> a, Tensor<double> b, int axis)
    {
        int[] shape = [.. a.Shape];
        shape[axis] += b.Shape[axis];
        return Create(shape, at => at[axis] < a.Shape[axis] ? At(a, at) : At(b, [.. at.Select((i, d) => d == axis ? i - a.Shape[axis] : i)]));
    }

    /// <summary>Dimensions in another order, the batch being 0.</summary>
    public static Tensor<double> Transpose(Tensor<double> x, params int[] order) =>
        Create([.. order.Select(d => x.Shape[d])], at => At(x, [.. Enumerable.Range(0, order.Length).Select(d => at[Array.IndexOf(order, d)])]));

    /// <summary>Zeros around images: top, left, bottom, right.</summary>
    public static Tensor<double> Pad(Tensor<double> x, params int[] pads) =>
        Create(
            [x.Shape[0], x.Shape[1], x.Shape[2] + pads[0] + pads[2], x.Shape[3] + pads[1] + pads[3]],
            at => at[2] < pads[0] || at[3] < pads[1] || at[2] - pads[0] >= x.Shape[2] || at[3] - pads[1] >= x.Shape[3] ? 0 : At(x, at[0], at[1], at[2] - pads[0], at[3] - pads[1]));

    /// <summary>One number of a tensor.</summary>
    public static double At<T>(Tensor<T> x, params int[] at)
        where T : struct
    {
        int place = 0;
        for (int d = 0; d < at.Length; d++)
            place = (place * x.Shape[d]) + at[d];
        return Convert.ToDouble(x.Values[place], null);
    }

    /// <summary>A tensor from a function of its indices.</summary>
    public static Tensor<double> Create(int[] shape, Func<int[], double> function)
    {
        var result = new Tensor<double>(shape);
        for (int i = 0; i < result.Count; i++)
        {
            var at = new int[shape.Length];
            for (int d = shape.Length - 1, rest = i; d >= 0; rest /= shape[d--])
                at[d] = rest % shape[d];
            result.Values[i] = function(at);
        }

        return result;
    }

    private static IEnumerable<(int I, int J, int Y, int X)> Inside(DirectWindow window, Tensor<double> image, int row, int column) =>
        from i in Enumerable.Range(0, window.Kernel[0])
        let y = window.At(0, row, i)
        where y >= 0 && y < image.Shape[2]
        from j in Enumerable.Range(0, window.Kernel[1])
        let x = window.At(1, column, j)
        where x >= 0 && x < image.Shape[3]
        select (i, j, y, x);
}
