using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Cli.Verification;

/// <summary>One GEMM of a given shape and density, streams at full rate, timed.</summary>
internal sealed class GemmVerification(GemmShape shape, int kept)
{
    public VerificationReport Run(VerificationRequest request, Session session)
    {
        ArrayConfiguration configuration = request.Configuration;
        GemmProblem problem = new GemmStimulus(configuration, SimRandom.For(request.Seed, "GEMMs")).Next(shape, kept);
        EncodedLayer layer = LayerEncoder.Encode(configuration, problem.Weights, new ImageRequest
        {
            KeptPerTile = problem.KeptPerTile,
            BlockLists = problem.BlockLists,
            Channels = problem.Channels,
        });
        string? wave = request.WaveFolder is null ? null : Path.Combine(request.WaveFolder, $"{configuration.Name}-seed{request.Seed}.vcd");
        var runner = new LayerRunner(SimulatedArray.Build(configuration, session), configuration) { Seed = request.Seed, WaveFile = wave };
        session.Step($"simulating {problem}, jobs: {layer.Images.Count}");
        LayerResult result = session.Watch("simulating", _ =>
            runner.Run(new LayerJobs(layer.Plan.Parts, layer.Images), problem.Activations, problem.Channels, problem.Output));
        long mismatches = OutputComparison.Of(result.Outputs, problem.Expected(), out string? first);
        string? failure = first is null ? null
            : $"{configuration.Name} seed {request.Seed}: {first} ({problem})" + (wave is null ? "" : $"; waves: {wave}");
        long dense = CycleModel.Dense(configuration, shape.M, new MatrixShape(shape.K, shape.N));
        Tell(session, problem, result, mismatches, dense);
        return new VerificationReport([new VerificationCase($"{problem}", failure)], new
        {
            configuration = configuration.Name,
            hash = configuration.Hash.ToString("x8"),
            seed = request.Seed,
            gemm = new { m = shape.M, n = shape.N, k = shape.K, kept },
            jobs = result.Jobs,
            mismatches,
            failures = failure is null ? Array.Empty<string>() : [failure],
            cycles = new
            {
                total = result.Cycles.Total,
                array = result.Cycles.Array,
                ideal = result.IdealCycles,
                dense,
                wait_activation = result.Cycles.WaitActivation,
                wait_weight = result.Cycles.WaitWeight,
                wait_output = result.Cycles.WaitOutput,
            },
            waves = wave,
            log = session.LogPath,
        });
    }

    private static void Tell(Session session, GemmProblem problem, LayerResult result, long mismatches, long dense)
    {
        session.Say($"{problem}: {mismatches} mismatches");
        session.Show(new ResultTable("clocks", ">number", ">ideal is")
            .Add("ideal", $"{result.IdealCycles}", "")
            .Add("array", $"{result.Cycles.Array}", Percent(result.IdealCycles, result.Cycles.Array))
            .Add("total", $"{result.Cycles.Total}", Percent(result.IdealCycles, result.Cycles.Total))
            .Add("waiting for activations", $"{result.Cycles.WaitActivation}", "")
            .Add("waiting for weights", $"{result.Cycles.WaitWeight}", "")
            .Add("waiting for output", $"{result.Cycles.WaitOutput}", "")
            .Add("dense on this array, ideal", $"{dense}", ""));
    }

    private static string Percent(long part, long whole) => whole == 0 ? "" : $"{100.0 * part / whole:0.00}%";
}
