namespace HwGen.Core.IO;

/// <summary>Numbers with a shape, the last dimension fastest.</summary>
/// <remarks>An empty shape is one number.</remarks>
public sealed class Tensor<T>
    where T : struct
{
    /// <param name="values">taken as it is, not copied; its length is the product of the shape</param>
    /// <param name="shape">dimensions, each 0 or more</param>
    public Tensor(T[] values, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(shape);
        if (CountOf(shape) != values.Length)
            throw new ArgumentException($"{values.Length} values do not fill the shape {Describe(shape)}", nameof(values));
        Values = values;
        Shape = shape;
    }

    /// <summary>Zeros of this shape.</summary>
    public Tensor(params int[] shape)
        : this(new T[CountOf(shape)], shape)
    {
    }

    /// <summary>All numbers, last dimension fastest.</summary>
    public T[] Values { get; }

    public int[] Shape { get; }

    public int Rank => Shape.Length;

    public int Count => Values.Length;

    /// <summary>Numbers of one entry of the first dimension: what a sample of a batch holds.</summary>
    public int Stride => Rank == 0 || Shape[0] == 0 ? Count : Count / Shape[0];

    /// <summary>The same numbers, seen in another shape of the same size.</summary>
    public Tensor<T> Reshape(params int[] shape) => new(Values, shape);

    /// <summary>Entries <paramref name="start"/> to <paramref name="start"/> + <paramref name="count"/> of the first dimension, copied.</summary>
    public Tensor<T> Slice(int start, int count)
    {
        int[] shape = [.. Shape];
        shape[0] = count;
        return new Tensor<T>(Values.AsSpan(start * Stride, count * Stride).ToArray(), shape);
    }

    public override string ToString() => $"{typeof(T).Name} {Describe(Shape)}";

    /// <summary>A shape as text: <c>32 x 784</c>.</summary>
    public static string Describe(IReadOnlyList<int> shape) => shape.Count == 0 ? "scalar" : string.Join(" x ", shape);

    private static int CountOf(int[] shape)
    {
        long count = 1;
        foreach (var dimension in shape)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(dimension);
            count = checked(count * dimension);
        }

        return checked((int)count);
    }
}
