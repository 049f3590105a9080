using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Cli.Simulation;

/// <summary>Computes each GEMM on the array, compares it with the golden model, and hands the golden outputs on, so that
/// a layer is not blamed for the one before it.</summary>
/// <param name="array">the simulated array</param>
/// <param name="images">network and images</param>
internal sealed class CheckedGemmEngine(ArrayGemmEngine array, NetworkImages images) : IGemmEngine
{
    private readonly GoldenGemmEngine golden = new(images.Network);
    private readonly Dictionary<string, LayerTally> tallies = [];

    /// <summary>The same array with the same network unpruned, which is timed beside it; null to leave that out.</summary>
    public (ArrayGemmEngine Array, NetworkImages Images)? Dense { get; init; }

    /// <summary>Layers that run on the array, the golden model computing the others; null for all.</summary>
    public LayerChoice? Choice { get; init; }

    /// <summary>Told each layer that is done, and its M.</summary>
    public Action<GemmLayer, int>? Done { get; init; }

    /// <summary>What has come of each layer so far, in the order of the plan.</summary>
    public IReadOnlyList<LayerTally> Tallies =>
        [.. images.Network.Plan.Gemms.Where(layer => tallies.ContainsKey(layer.Name)).Select(layer => tallies[layer.Name])];

    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        if (Choice?.Includes(layer) == false)
            return golden.Multiply(layer, activations);
        Task timing = Task.Run(() => Dense?.Array.Multiply(Dense.Value.Images.Network.Plan.Gemms.Single(dense => dense.Name == layer.Name), activations));
        Matrix<int> found = array.Multiply(layer, activations);
        Matrix<int> expected = golden.Multiply(layer, activations);
        timing.GetAwaiter().GetResult();
        LayerTally before = tallies.GetValueOrDefault(layer.Name) ?? new LayerTally(layer, images.ImagesOf(layer));
        tallies[layer.Name] = before with
        {
            Rows = before.Rows + activations.Rows,
            Cycles = array.Cycles[layer.Name],
            Dense = Dense?.Array.Cycles[layer.Name],
            Mismatches = before.Mismatches + OutputComparison.Of(found, expected, out string? first),
            First = before.First ?? first,
        };
        Done?.Invoke(layer, activations.Rows);
        return expected;
    }
}
