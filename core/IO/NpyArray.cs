using System.Globalization;

namespace HwGen.Core.IO;

/// <summary>One array of a .npy or .npz file, in C order whatever the file's order was.</summary>
public sealed class NpyArray
{
    internal NpyArray(string source, string descriptor, int[] shape, Array values)
    {
        Source = source;
        Descriptor = descriptor;
        Shape = shape;
        Values = values;
    }

    /// <summary>File, and member of an archive: how a message names this array.</summary>
    public string Source { get; }

    /// <summary>NumPy's element type: <c>|i1</c>, <c>&lt;f4</c>, ...</summary>
    public string Descriptor { get; }

    public int[] Shape { get; }

    /// <summary>The numbers, an array of the C# type that the descriptor stands for.</summary>
    public Array Values { get; }

    public bool IsInteger => Descriptor[1] is 'i' or 'u' or 'b';

    /// <summary>The numbers as float; integers beyond 24 bits are rounded.</summary>
    public Tensor<float> ToSingle() => new(Convert(v => v, v => (float)v, v => v), Shape);

    public Tensor<double> ToDouble() => new(Convert(v => (double)v, v => v, v => v), Shape);

    /// <summary>The numbers as integers. A float array or a number outside the range is refused.</summary>
    /// <param name="low">smallest number allowed</param>
    /// <param name="high">largest number allowed</param>
    public Tensor<int> ToInt32(int low = int.MinValue, int high = int.MaxValue)
    {
        if (!IsInteger)
            throw IoErrors.Refuse(Source, $"element type {Descriptor}", "an integer type: |i1, |u1, <i2, <i4, <i8");
        return new Tensor<int>(
            Convert<int>(
                _ => 0,
                _ => 0,
                v => v >= low && v <= high
                    ? (int)v
                    : throw IoErrors.Refuse(Source, v.ToString(CultureInfo.InvariantCulture), $"{low} to {high}")),
            Shape);
    }

    private TResult[] Convert<TResult>(Func<float, TResult> single, Func<double, TResult> real, Func<long, TResult> integer) => Values switch
    {
        float[] values => Array.ConvertAll(values, v => single(v)),
        double[] values => Array.ConvertAll(values, v => real(v)),
        sbyte[] values when Descriptor == "|i1" => Array.ConvertAll(values, v => integer(v)),
        byte[] values => Array.ConvertAll(values, v => integer(v)),
        short[] values when Descriptor == "<i2" => Array.ConvertAll(values, v => integer(v)),
        ushort[] values => Array.ConvertAll(values, v => integer(v)),
        int[] values when Descriptor == "<i4" => Array.ConvertAll(values, v => integer(v)),
        long[] values => Array.ConvertAll(values, v => integer(v)),
        _ => throw new InvalidOperationException($"no conversion from {Descriptor}"),
    };
}
