using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Network;
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
        NetworkImages images = SingleGemm.Encode(configuration, problem);
        string? wave = request.WaveFolder is null ? null : Path.Combine(request.WaveFolder, $"{configuration.Name}-seed{request.Seed}.vcd");
        var array = new ArrayGemmEngine(SimulatedArray.Build(configuration, session, request.Library), images) { Seed = request.Seed, WaveFile = wave };
        var engine = new CheckedGemmEngine(array, images);
        session.Step($"simulating {problem}, jobs: {images.Images.Count}");
        session.Watch("simulating", _ => engine.Multiply(images.Network.Plan.Gemms.Single(), problem.Activations));
        LayerTally tally = engine.Tallies.Single();
        string? failure = tally.First is null ? null
            : $"{configuration.Name} seed {request.Seed}: {tally.First} ({problem})" + (wave is null ? "" : $"; waves: {wave}");
        Tell(session, problem, tally);
        return new VerificationReport([new VerificationCase($"{problem}", failure)], Result(request, tally, failure, wave, session));
    }

    private object Result(VerificationRequest request, LayerTally tally, string? failure, string? wave, Session session) => new
    {
        configuration = request.Configuration.Name,
        hash = request.Configuration.Hash.ToString("x8"),
        netlist = request.Library?.Name,
        seed = request.Seed,
        gemm = new { m = shape.M, n = shape.N, k = shape.K, kept },
        jobs = tally.Images.Count,
        mismatches = tally.Mismatches,
        failures = failure is null ? Array.Empty<string>() : [failure],
        cycles = new
        {
            total = tally.Cycles.Counted.Total,
            array = tally.Cycles.Counted.Array,
            ideal = tally.Cycles.Ideal,
            dense = tally.DenseCycles,
            wait_activation = tally.Cycles.Counted.WaitActivation,
            wait_weight = tally.Cycles.Counted.WaitWeight,
            wait_output = tally.Cycles.Counted.WaitOutput,
        },
        waves = wave,
        log = session.LogPath,
    };

    private static void Tell(Session session, GemmProblem problem, LayerTally tally)
    {
        JobCycles counted = tally.Cycles.Counted;
        session.Say($"{problem}: {tally.Mismatches} mismatches");
        session.Show(new ResultTable("clocks", ">number", ">ideal is")
            .Add("ideal", $"{tally.Cycles.Ideal}", "")
            .Add("array, first step to last", $"{counted.Array}", Percent(tally.Cycles.Ideal, counted.Array))
            .Add("total, start to done", $"{counted.Total}", Percent(tally.Cycles.Ideal, counted.Total))
            .Add("waiting for activations", $"{counted.WaitActivation}", "")
            .Add("waiting for weights", $"{counted.WaitWeight}", "")
            .Add("waiting for output", $"{counted.WaitOutput}", "")
            .Add("dense on this array, ideal", $"{tally.DenseCycles}", ""));
    }

    private static string Percent(long part, long whole) => whole == 0 ? "" : $"{100.0 * part / whole:0.00}%";
}
