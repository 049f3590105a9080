using System.Numerics;
using System.Runtime.InteropServices;

namespace HwGen.Core.Network.Vectorized;

/// <summary>In which numbers sums of integer products are exact.</summary>
/// <remarks>Every integer up to 2^24 in magnitude is a float, every one up to 2^53 a double. Let a be the largest magnitude of an activation and w the
/// largest sum of magnitudes of the weights of an output channel. Each product, and each sum of some products of that channel in any order, is an integer
/// of magnitude at most a * w. While a * w is at most 2^24, every step of the sum, fused or not, gives a number that the format holds, so that nothing is
/// ever rounded. Doubles are used up to 2^35 only, so that <see cref="VectorRequantization"/> is exact, too; no accumulator of 32 bits goes beyond.</remarks>
internal static class ExactSums
{
    private const long MostSingle = 1L << 24;

    private const long MostDouble = 1L << 35;

    internal enum Kind
    {
        /// <summary>Sums may be rounded.</summary>
        None,

        Single,

        Double,
    }

    /// <param name="activations">all that a layer reads</param>
    /// <param name="padding">what it reads beside them</param>
    /// <param name="largestSum">largest sum of magnitudes of the weights of an output channel</param>
    public static Kind KindFor(ReadOnlySpan<int> activations, int padding, long largestSum)
    {
        Int128 bound = (Int128)Math.Max(Largest(activations), Math.Abs((long)padding)) * largestSum;
        return bound <= MostSingle ? Kind.Single : bound <= MostDouble ? Kind.Double : Kind.None;
    }

    private static long Largest(ReadOnlySpan<int> values)
    {
        var vectors = MemoryMarshal.Cast<int, Vector<int>>(values);
        var (low, high) = (Vector<int>.Zero, Vector<int>.Zero);
        foreach (var vector in vectors)
            (low, high) = (Vector.Min(low, vector), Vector.Max(high, vector));
        long largest = 0;
        for (var i = 0; i < Vector<int>.Count; i++)
            largest = Math.Max(largest, Math.Max(-(long)low[i], high[i]));
        foreach (var value in values[(vectors.Length * Vector<int>.Count)..])
            largest = Math.Max(largest, Math.Abs((long)value));
        return largest;
    }
}
