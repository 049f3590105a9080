using System.Numerics;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Golden;

/// <summary>Largest sums that a weight matrix can make, and whether an accumulator holds them.</summary>
/// <remarks>The accumulator wraps, so only the last sum of a job must fit; sums on the way may wrap and come back.</remarks>
public static class AccumulatorRange
{
    /// <summary>Largest sum |weight[k,n]| * largest activation, for every n.</summary>
    /// <param name="weights">K x N</param>
    /// <param name="largestActivation">largest magnitude of an activation, such as 128 for int8</param>
    /// <returns>[N]</returns>
    public static long[] Largest(Matrix<int> weights, int largestActivation)
    {
        var sums = new long[weights.Columns];
        for (int k = 0; k < weights.Rows; k++)
        {
            ReadOnlySpan<int> row = weights.Row(k);
            for (int n = 0; n < row.Length; n++)
                sums[n] = checked(sums[n] + (Math.Abs((long)row[n]) * largestActivation));
        }

        return sums;
    }

    /// <summary>Width of a two's complement accumulator that holds every sum from -largest to largest.</summary>
    public static int Bits(long largest) => 65 - BitOperations.LeadingZeroCount((ulong)largest);

    /// <summary>Refuses weights whose sums could wrap.</summary>
    /// <param name="weights">K x N</param>
    /// <param name="largestActivation">largest magnitude of an activation</param>
    /// <param name="accumulatorBits">8 to 32</param>
    /// <param name="where">what messages call the weights</param>
    /// <exception cref="InputException">naming the first output channel that needs more bits</exception>
    public static void Require(Matrix<int> weights, int largestActivation, int accumulatorBits, string where)
    {
        long[] sums = Largest(weights, largestActivation);
        int n = Array.FindIndex(sums, sum => Bits(sum) > accumulatorBits);
        if (n >= 0)
            throw new InputException(where, $"output channel {n}: sums up to {sums[n]} need an accumulator of {Bits(sums[n])} bits, numbers.accumulator_bits is {accumulatorBits}");
    }
}
