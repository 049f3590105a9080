using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Testing;

namespace HwGen.Cli.Verification;

/// <summary>Corner and random GEMMs with random traffic on all streams.</summary>
/// <param name="count">GEMMs, rounded up to whole groups</param>
/// <param name="parallel">simulations at a time</param>
/// <param name="shard">the part of them to run</param>
internal sealed class RandomVerification(int count, int parallel, Shard shard)
{
    public VerificationReport Run(VerificationRequest request, Session session)
    {
        ArrayConfiguration configuration = request.Configuration;
        var suite = new GemmSuite(SimulatedArray.Build(configuration, session, request.Library), configuration) { WaveFolder = request.WaveFolder };
        (int skipped, int groups) = shard.Share((count + GemmSuite.GroupSize - 1) / GemmSuite.GroupSize);
        ulong first = request.Seed + (ulong)skipped;
        session.Step($"simulating {groups * GemmSuite.GroupSize} GEMMs, seeds from {first}");
        IReadOnlyList<GroupResult> results = session.Watch("simulating", progress =>
        {
            int done = 0;
            return suite.Run(first, groups, parallel, () => progress.Report((double)Interlocked.Increment(ref done) / groups));
        });
        VerificationCase[] cases = [.. results.Select(result => new VerificationCase(
            $"seed {result.Seed}, {result.Gemms} GEMMs", result.Failure is null ? null : result.Message(configuration.Name)))];
        int failed = results.Count(result => result.Failure is not null);
        session.Say($"{configuration.Name}: {results.Sum(result => result.Gemms)} GEMMs, {results.Sum(result => result.Mismatches)} mismatches"
            + (failed == 0 ? "" : $", {failed} of {groups} seeds failed"));
        return new VerificationReport(cases, new
        {
            configuration = configuration.Name,
            hash = configuration.Hash.ToString("x8"),
            netlist = request.Library?.Name,
            seed = request.Seed,
            gemms = results.Sum(result => result.Gemms),
            mismatches = results.Sum(result => result.Mismatches),
            failures = cases.Select(part => part.Failure).Where(failure => failure is not null),
            log = session.LogPath,
        });
    }
}
