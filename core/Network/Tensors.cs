using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>Moves numbers, whatever they stand for. Dimensions are those of a sample; tensors have the batch in front.</summary>
public static class Tensors
{
    /// <summary>Dimensions in another order.</summary>
    /// <param name="input">batch x sample</param>
    /// <param name="order">which dimension of the input becomes each of the output</param>
    public static Tensor<T> Transpose<T>(Tensor<T> input, IReadOnlyList<int> order)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(order);
        int[] dimensions = [0, .. order.Select(d => d + 1)];
        var strides = Strides(input.Shape);
        var output = new Tensor<T>([.. dimensions.Select(d => input.Shape[d])]);
        Walk(output.Shape, [.. dimensions.Select(d => strides[d])], 0, (i, from) => output.Values[i] = input.Values[from]);
        return output;
    }

    /// <summary>Entries of one number around a sample.</summary>
    /// <param name="input">batch x sample</param>
    /// <param name="before">in front of each dimension</param>
    /// <param name="after">behind each dimension</param>
    /// <param name="value">what they hold</param>
    public static Tensor<T> Pad<T>(Tensor<T> input, IReadOnlyList<int> before, IReadOnlyList<int> after, T value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var output = new Tensor<T>([input.Shape[0], .. input.Shape.Skip(1).Select((d, i) => d + before[i] + after[i])]);
        Array.Fill(output.Values, value);
        var strides = Strides(output.Shape);
        var first = before.Select((count, i) => count * strides[i + 1]).Sum();
        Walk(input.Shape, strides, first, (i, to) => output.Values[to] = input.Values[i]);
        return output;
    }

    /// <summary>One after the other along a dimension.</summary>
    /// <param name="inputs">batch x sample, alike in all other dimensions</param>
    /// <param name="axis">dimension of a sample</param>
    public static Tensor<T> Concatenate<T>(IReadOnlyList<Tensor<T>> inputs, int axis)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int[] shape = [.. inputs[0].Shape];
        shape[axis + 1] = inputs.Sum(i => i.Shape[axis + 1]);
        var output = new Tensor<T>(shape);
        var outer = shape.Take(axis + 1).Aggregate(1, (count, d) => count * d);
        var (place, stride) = (0, outer == 0 ? 0 : output.Count / outer);
        foreach (var input in inputs)
        {
            var length = outer == 0 ? 0 : input.Count / outer;
            for (var i = 0; i < outer; i++)
                Array.Copy(input.Values, i * length, output.Values, (i * stride) + place, length);
            place += length;
        }

        return output;
    }

    /// <summary>Shape of samples put together; null if they do not fit.</summary>
    public static int[]? ConcatenatedShape(IReadOnlyList<int[]> inputs, int axis)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var first = inputs[0];
        if (axis < 0 || axis >= first.Length || inputs.Any(i => i.Length != first.Length || i.Where((d, place) => place != axis && d != first[place]).Any()))
            return null;
        int[] shape = [.. first];
        shape[axis] = inputs.Sum(i => i[axis]);
        return shape;
    }

    /// <summary>Shape of two samples that meet element by element, dimensions of 1 spread over the other's; null if they do not fit.</summary>
    public static int[]? SpreadShape(int[] first, int[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return first.Length == second.Length && first.Zip(second).All(d => d.First == d.Second || d.First == 1 || d.Second == 1)
            ? [.. first.Zip(second, Math.Max)]
            : null;
    }

    /// <summary>Numbers repeated along the dimensions that have 1 entry.</summary>
    /// <param name="input">batch x sample</param>
    /// <param name="shape">of a sample, of as many dimensions</param>
    public static Tensor<T> Spread<T>(Tensor<T> input, IReadOnlyList<int> shape)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(shape);
        if (input.Shape.Skip(1).SequenceEqual(shape))
            return input;
        var output = new Tensor<T>([input.Shape[0], .. shape]);
        var strides = Strides(input.Shape);
        Walk(output.Shape, [.. strides.Select((s, d) => d > 0 && input.Shape[d] == 1 ? 0 : s)], 0, (i, from) => output.Values[i] = input.Values[from]);
        return output;
    }

    /// <summary>Entries of a dimension by their numbers.</summary>
    /// <param name="input">batch x sample</param>
    /// <param name="axis">dimension of a sample</param>
    /// <param name="indices">which entry becomes each of the output; -1 for one that is filled</param>
    /// <param name="value">what a filled entry holds</param>
    public static Tensor<T> Take<T>(Tensor<T> input, int axis, IReadOnlyList<int> indices, T value)
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(indices);
        var size = input.Shape[axis + 1];
        var outer = input.Shape.Take(axis + 1).Aggregate(1, (count, d) => count * d);
        var inner = input.Shape.Skip(axis + 2).Aggregate(1, (count, d) => count * d);
        var output = new Tensor<T>([.. input.Shape[..(axis + 1)], indices.Count, .. input.Shape[(axis + 2)..]]);
        for (var i = 0; i < outer; i++)
        {
            for (var j = 0; j < indices.Count; j++)
            {
                var target = output.Values.AsSpan(((i * indices.Count) + j) * inner, inner);
                if (indices[j] < 0)
                    target.Fill(value);
                else
                    input.Values.AsSpan(((i * size) + indices[j]) * inner, inner).CopyTo(target);
            }
        }

        return output;
    }

    private static int[] Strides(int[] shape)
    {
        var strides = new int[shape.Length];
        for (int i = shape.Length - 1, stride = 1; i >= 0; stride *= shape[i--])
            strides[i] = stride;
        return strides;
    }

    // Counts through a shape and follows a place that moves by a stride for each dimension.
    private static void Walk(int[] shape, int[] strides, int first, Action<int, int> visit)
    {
        var count = shape.Aggregate(1, (product, d) => product * d);
        var at = new int[shape.Length];
        for (int i = 0, place = first; i < count; i++)
        {
            visit(i, place);
            for (var d = shape.Length - 1; d >= 0; d--)
            {
                place += strides[d];
                if (++at[d] < shape[d])
                    break;
                place -= strides[d] * shape[d];
                at[d] = 0;
            }
        }
    }
}
