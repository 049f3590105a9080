using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Gemm;

/// <summary>Runs GEMMs on the simulated accelerator and compares every output with the golden model.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="configuration">its configuration</param>
public sealed class GemmRunner(VerilatorModel model, ArrayConfiguration configuration)
{
    /// <summary>Runs GEMMs on one accelerator, without a reset between them.</summary>
    /// <param name="problems">GEMMs that fit one job each</param>
    /// <param name="settings">seed, traffic, order</param>
    public IReadOnlyList<GemmOutcome> Run(IReadOnlyList<GemmProblem> problems, GemmRunSettings settings)
    {
        var images = problems.Select(Encode).ToList();
        var jobs = problems.Select((problem, i) => Job(problem, images[i])).ToList();
        var bench = new AcceleratorBench(model, configuration)
        {
            Seed = settings.Seed,
            Traffic = settings.Traffic,
            WaveFile = settings.WaveFile,
            CycleLimit = settings.CycleLimit,
            EvaluationLimit = settings.EvaluationLimit,
        };
        var results = settings.Overlapped ? bench.RunOverlapped(jobs).Jobs : bench.RunInTurn(jobs);
        return [.. problems.Select((problem, i) => Compare(problem, images[i], results[i]))];
    }

    private WeightImage Encode(GemmProblem problem) => ImageEncoder.Encode(configuration, problem.Weights, new ImageRequest
    {
        KeptPerTile = problem.KeptPerTile,
        BlockLists = problem.BlockLists,
        Channels = problem.Channels,
    });

    private AcceleratorJob Job(GemmProblem problem, WeightImage image) => new()
    {
        Rows = problem.M,
        Blocks = image.KBlocks,
        Activations = ActivationPacker.Pack(configuration, problem.Activations),
        Image = ImageSerializer.ToBytes(image),
        Output = problem.Output,
    };

    private GemmOutcome Compare(GemmProblem problem, WeightImage image, JobResult result)
    {
        var shape = new JobOutput(problem.M, problem.N, problem.Output is null);
        var found = OutputUnpacker.Unpack(configuration, result.Output, shape);
        var expected = problem.Expected();
        var outcome = new GemmOutcome(problem, 0, null, result.Cycles, CycleModel.Ideal(image, problem.M))
        {
            LastBeat = result.BeatCycles[^1],
        };
        if (found.Equals(expected))
            return outcome;
        var mismatches = 0;
        GemmMismatch? first = null;
        var firstPlace = long.MaxValue;
        for (var m = 0; m < problem.M; m++)
        {
            for (var n = 0; n < problem.N; n++)
            {
                if (found[m, n] == expected[m, n])
                    continue;
                mismatches++;
                var place = OutputUnpacker.Offset(configuration, new MatrixPlace(m, n), shape);
                if (place >= firstPlace)
                    continue;
                firstPlace = place;
                var beat = (int)(place / (configuration.OutputStreamBits / 8));
                first = new GemmMismatch(m, n, found[m, n], expected[m, n], result.BeatCycles[beat]);
            }
        }

        return outcome with { Mismatches = mismatches, First = first };
    }
}
