using System.Numerics;
using System.Runtime.InteropServices;

namespace HwGen.Examples.Digits.Training;

/// <summary>Arithmetic on rows of numbers.</summary>
public static class SpanMath
{
    /// <summary><c>target[i] += scale * row[i]</c>, each product rounded before it is added.</summary>
    /// <remarks>Elements do not meet, so the result does not depend on the width of the machine's vectors.</remarks>
    public static void AddScaled(Span<float> target, float scale, ReadOnlySpan<float> row)
    {
        if (scale == 0)
            return;
        Span<Vector<float>> targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        ReadOnlySpan<Vector<float>> rows = MemoryMarshal.Cast<float, Vector<float>>(row[..target.Length]);
        for (var i = 0; i < targets.Length; i++)
            targets[i] += rows[i] * scale;
        for (var i = targets.Length * Vector<float>.Count; i < target.Length; i++)
            target[i] += scale * row[i];
    }

    /// <summary>The place of the largest element, the first on a tie.</summary>
    public static int Largest(ReadOnlySpan<float> row)
    {
        var best = 0;
        for (var i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best])
                best = i;
        }

        return best;
    }
}
