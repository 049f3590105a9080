using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Mutation;

/// <summary>Runs the tests of <c>hwgen verify</c> on a model until the first fails: the quick checks first, then groups of random GEMMs.</summary>
/// <param name="configuration">the array</param>
/// <param name="groups">how many groups</param>
/// <param name="seed">seed of the first group and of the checks</param>
public sealed class MutantTrial(ArrayConfiguration configuration, int groups, ulong seed)
{
    // A mutant that takes longer than this times the right design, and a few clocks, hangs.
    private const int Patience = 3, Grace = 5000;

    /// <summary>Runs the tests.</summary>
    /// <param name="modelFolder">where the compiled model lies</param>
    /// <param name="right">what the right design came to, null if this is the right design</param>
    public TrialResult Run(string modelFolder, TrialResult? right)
    {
        var model = VerilatorModel.Load(MutantBuild.Describe(configuration, []), modelFolder);
        var clocks = new List<long>();
        try
        {
            return Run(model, right, clocks);
        }
        catch (SimulationHangException e)
        {
            return new TrialResult("time limit", e.Message, clocks);
        }
    }

    private TrialResult Run(VerilatorModel model, TrialResult? right, List<long> clocks)
    {
        foreach (var check in AcceleratorChecks.All)
            if (check.Failure(model, configuration, seed) is { } failure)
                return new TrialResult(check.Name, failure, clocks);
        for (var group = 0; group < groups; group++)
        {
            var suite = new GemmSuite(model, configuration);
            if (right is not null)
                suite = new GemmSuite(model, configuration) { CycleLimit = (Patience * right.Clocks[group]) + Grace };
            var result = suite.RunGroup(seed + (ulong)group);
            if (result.Failure is not null)
                return new TrialResult($"GEMMs, seed {result.Seed}", result.Failure, clocks);
            clocks.Add(result.Clocks);
        }

        return new TrialResult(null, null, clocks);
    }
}
