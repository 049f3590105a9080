namespace HwGen.Core.Network;

/// <summary>How many samples are computed together, so that a large network does not need more memory than a small one.</summary>
public static class BatchSize
{
    private const int Most = 64;

    // 64 MiB of numbers of four bytes.
    private const long MostNumbers = 1L << 24;

    /// <param name="numbers">of one sample that are held at once</param>
    /// <returns>1 to 64</returns>
    public static int For(long numbers) => (int)Math.Clamp(MostNumbers / Math.Max(1, numbers), 1, Most);

    /// <summary>For a plan: its largest matrix of activations, or its largest layer.</summary>
    public static int For(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return For(plan.Layers.Max(layer => layer is GemmLayer gemm ? (long)gemm.RowsPerSample * (gemm.K + gemm.N) : layer.Shape.Aggregate(1L, (count, d) => count * d)));
    }

    /// <summary>For a plan whose matrices of activations are never made as a whole: its largest layer.</summary>
    public static int ForActivations(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return For(plan.Layers.Select(layer => layer.Shape).Append(plan.Input.Shape).Max(shape => shape.Aggregate(1L, (count, d) => count * d)));
    }
}
