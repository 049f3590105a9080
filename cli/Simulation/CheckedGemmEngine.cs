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

    /// <summary>What has come of each layer so far, in the order of the plan.</summary>
    public IReadOnlyList<LayerTally> Tallies =>
        [.. images.Network.Plan.Gemms.Where(layer => tallies.ContainsKey(layer.Name)).Select(layer => tallies[layer.Name])];

    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        Matrix<int> found = array.Multiply(layer, activations);
        Matrix<int> expected = golden.Multiply(layer, activations);
        LayerTally before = tallies.GetValueOrDefault(layer.Name) ?? new LayerTally(layer, images.ImagesOf(layer));
        tallies[layer.Name] = before with
        {
            Rows = before.Rows + activations.Rows,
            Cycles = array.Cycles[layer.Name],
            Mismatches = before.Mismatches + OutputComparison.Of(found, expected, out string? first),
            First = before.First ?? first,
        };
        return expected;
    }
}
