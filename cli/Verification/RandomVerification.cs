using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Testing;

namespace HwGen.Cli.Verification;

/// <summary>Checks of registers, errors and resets; corner and random GEMMs with random traffic on all streams.</summary>
/// <param name="count">GEMMs, rounded up to whole groups</param>
/// <param name="parallel">simulations at a time</param>
/// <param name="shard">the part of them to run</param>
/// <param name="coverage">what to count of the Verilog, null for nothing</param>
internal sealed class RandomVerification(int count, int parallel, Shard shard, RtlCoverage? coverage)
{
    public VerificationReport Run(VerificationRequest request, Session session)
    {
        ArrayConfiguration configuration = request.Configuration;
        VerilatorModel model = SimulatedArray.Build(configuration, session, request.Library, coverage);
        var suite = new GemmSuite(model, configuration) { WaveFolder = request.WaveFolder };
        VerificationCase[] checks = [.. Checks(model, request, session), .. PreloadChecks(request, session)];
        (int skipped, int groups) = shard.Share((count + GemmSuite.GroupSize - 1) / GemmSuite.GroupSize);
        ulong first = request.Seed + (ulong)skipped;
        session.Step($"simulating {groups * GemmSuite.GroupSize} GEMMs, seeds from {first}");
        IReadOnlyList<GroupResult> results = session.Watch("simulating", progress =>
        {
            int done = 0;
            return suite.Run(first, groups, parallel, () => progress.Report((double)Interlocked.Increment(ref done) / groups));
        });
        VerificationCase[] cases =
        [
            .. checks,
            .. results.Select(result => new VerificationCase(
                $"seed {result.Seed}, {result.Gemms} GEMMs", result.Failure is null ? null : result.Message(configuration.Name))),
        ];
        int failed = results.Count(result => result.Failure is not null);
        session.Say($"{configuration.Name}: {checks.Length} checks, {results.Sum(result => result.Gemms)} GEMMs, {results.Sum(result => result.Mismatches)} mismatches"
            + (failed == 0 ? "" : $", {failed} of {groups} seeds failed"));
        coverage?.Report(configuration, session);
        return new VerificationReport(cases, new
        {
            configuration = configuration.Name,
            hash = configuration.Hash.ToString("x8"),
            netlist = request.Library?.Name,
            seed = request.Seed,
            checks = checks.Length,
            gemms = results.Sum(result => result.Gemms),
            mismatches = results.Sum(result => result.Mismatches),
            failures = cases.Select(part => part.Failure).Where(failure => failure is not null),
            coverage = coverage?.Result,
            log = session.LogPath,
        });
    }

    private VerificationCase[] Checks(VerilatorModel model, VerificationRequest request, Session session)
    {
        (int skipped, int length) = shard.Share(AcceleratorChecks.All.Count);
        session.Step($"making {length} checks, seed {request.Seed}");
        return [.. AcceleratorChecks.All.Skip(skipped).Take(length).AsParallel().AsOrdered().WithDegreeOfParallelism(parallel)
            .Select(check => Case(check, model, request))];
    }

    // The memories of a model start as they were compiled: an image in them takes another model.
    private VerificationCase[] PreloadChecks(VerificationRequest request, Session session)
    {
        if (!request.Configuration.Preload || shard.Share(AcceleratorChecks.All.Count).First > 0)
            return [];
        WeightImage image = PreloadCheck.Image(request.Configuration, request.Seed);
        VerilatorModel model = SimulatedArray.Build(request.Configuration, session, request.Library, coverage, image);
        return [Case(new PreloadCheck(), model, request)];
    }

    private static VerificationCase Case(IAcceleratorCheck check, VerilatorModel model, VerificationRequest request) =>
        new($"check of {check.Name}", check.Failure(model, request.Configuration, request.Seed) is { } failure
            ? $"{request.Configuration.Name} seed {request.Seed}: check of {check.Name}: {failure}" : null);
}
