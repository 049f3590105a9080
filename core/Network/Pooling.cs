using System.Numerics;
using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Computes one number from each place of a window, channel by channel.</summary>
public static class Pooling
{
    /// <summary>What a pool makes of the numbers under its window.</summary>
    public delegate TResult Reduction<TValue, TResult>(WindowValues<TValue> values)
        where TValue : struct, INumber<TValue>, IMinMaxValue<TValue>;

    /// <param name="images">batch x channels x height x width</param>
    /// <param name="window">which must fit</param>
    /// <param name="reduce">gives an output</param>
    /// <returns>batch x channels x output height x output width</returns>
    public static Tensor<TResult> Of<TValue, TResult>(Tensor<TValue> images, SlidingWindow window, Reduction<TValue, TResult> reduce)
        where TValue : struct, INumber<TValue>, IMinMaxValue<TValue>
        where TResult : struct
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(reduce);
        var (height, width) = (images.Shape[2], images.Shape[3]);
        var (outputHeight, outputWidth) = window.OutputSize(height, width);
        var output = new Tensor<TResult>(images.Shape[0], images.Shape[1], outputHeight, outputWidth);
        for (var i = 0; i < output.Count; i++)
        {
            var (plane, place) = Math.DivRem(i, outputHeight * outputWidth);
            var y = Range(window, 0, place / outputWidth, height);
            var x = Range(window, 1, place % outputWidth, width);
            output.Values[i] = reduce(new WindowValues<TValue>(images.Values.AsSpan(plane * height * width, height * width), width, y, x));
        }

        return output;
    }

    /// <summary>What keeps a pool from being run.</summary>
    internal static IEnumerable<string> Check(SlidingWindow window, int[] input, int[] shape)
    {
        if (window.Problem(input) is { } problem)
        {
            yield return problem;
            yield break;
        }

        var (height, width) = window.OutputSize(input[1], input[2]);
        int[] expected = [input[0], height, width];
        if (!expected.AsSpan().SequenceEqual(shape))
            yield return $"gives {Tensor<int>.Describe(shape)}, must be {Tensor<int>.Describe(expected)}";
    }

    private static (int Start, int End, int Step) Range(SlidingWindow window, int axis, int place, int size)
    {
        var step = window.Dilations[axis];
        var start = (place * window.Strides[axis]) - window.Pads[axis];
        var end = start + (step * (window.Kernel[axis] - 1)) + 1;
        if (start < 0)
            start += (-start + step - 1) / step * step;
        return (start, Math.Min(end, size), step);
    }
}
