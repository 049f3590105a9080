using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Dimensions of constants as ONNX counts them: negative ones from the end.</summary>
internal static class ConstantAxes
{
    public static int Resolve(long axis, int rank)
    {
        var place = axis < 0 ? axis + rank : axis;
        return place >= 0 && place < rank ? (int)place : throw new ShapeException($"axis {axis} of a constant of {rank} dimensions");
    }

    /// <summary>The entries that a Slice takes of a dimension.</summary>
    /// <param name="start">negative from the end, cut off at the ends</param>
    /// <param name="end">not taken itself</param>
    /// <param name="step">not 0; negative for backwards</param>
    /// <param name="size">of the dimension</param>
    /// <remarks>Source: the ONNX standard, Slice.</remarks>
    public static int[] Slice(long start, long end, long step, int size)
    {
        if (step == 0)
            throw new ShapeException("a slice has the step 0, must not be 0");
        var first = Math.Clamp(start < 0 ? start + size : start, 0, step < 0 ? size - 1 : size);
        var last = Math.Clamp(end < 0 ? Math.Max(end, -size - 1L) + size : end, step < 0 ? -1 : 0, size);
        var entries = new List<int>();
        for (var i = first; step > 0 ? i < last : i > last; i += step)
            entries.Add((int)i);
        return [.. entries];
    }
}
