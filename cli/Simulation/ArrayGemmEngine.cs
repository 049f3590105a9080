using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>Computes the GEMMs of a network on the simulated array and compares each with the golden model.</summary>
/// <param name="network">plan and dense numbers</param>
/// <param name="jobs">images of each GEMM layer, by its name</param>
/// <param name="runner">the array</param>
internal sealed class ArrayGemmEngine(
    IntegerNetwork network, IReadOnlyDictionary<string, LayerJobs> jobs, LayerRunner runner) : IGemmEngine
{
    private readonly GoldenGemmEngine golden = new(network);
    private readonly Dictionary<string, LayerTally> tallies = [];

    /// <summary>What has come of each layer so far, in the order of the plan.</summary>
    public IEnumerable<LayerTally> Tallies => network.Plan.Gemms.Where(layer => tallies.ContainsKey(layer.Name)).Select(layer => tallies[layer.Name]);

    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        LayerResult result = runner.Run(jobs[layer.Name], activations, network.ParametersOf(layer).Channels, layer.Raw ? null : layer.Requantize);
        Matrix<int> expected = golden.Multiply(layer, activations);
        LayerTally before = tallies.GetValueOrDefault(layer.Name) ?? new LayerTally(layer, jobs[layer.Name]);
        tallies[layer.Name] = before with
        {
            Rows = before.Rows + activations.Rows,
            Cycles = before.Cycles + result.Cycles,
            IdealCycles = before.IdealCycles + result.IdealCycles,
            Mismatches = before.Mismatches + OutputComparison.Of(result.Outputs, expected, out string? first),
            First = before.First ?? first,
        };
        return expected;
    }
}
