namespace HwGen.Pruner.Graph;

/// <summary>Dimensions as ONNX counts them: the batch is 0, negative ones from the end.</summary>
internal static class SampleAxes
{
    /// <summary>The same as dimensions of a sample, which has no batch.</summary>
    /// <param name="axes">as in the file</param>
    /// <param name="rank">dimensions of a sample</param>
    /// <exception cref="ShapeException">one is the batch, there is no such dimension, or it is named twice</exception>
    public static int[] Resolve(IReadOnlyList<long> axes, int rank)
    {
        long[] places = [.. axes.Select(a => a < 0 ? a + rank + 1 : a)];
        return places.All(p => p >= 1 && p <= rank) && places.Distinct().Count() == places.Length
            ? [.. places.Select(p => (int)p - 1)]
            : throw new ShapeException($"axes {string.Join(", ", axes)}, must be 1 to {rank}, each once: the batch stays in front");
    }
}
