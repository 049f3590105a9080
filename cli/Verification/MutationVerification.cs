using HwGen.Cli.Commands;
using HwGen.Cli.Output;
using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Hdlgen;
using HwGen.Verify.Gemm;
using HwGen.Verify.Mutation;

namespace HwGen.Cli.Verification;

/// <summary>How good the tests are: mistakes are made in the Verilog, and each must make a test fail.</summary>
/// <param name="mutants">how many mistakes, one at a time</param>
/// <param name="gemms">random GEMMs that each mutant must pass to survive</param>
/// <param name="parallel">mutants at a time</param>
/// <param name="bar">percent of the mutants that must be caught</param>
internal sealed class MutationVerification(int mutants, int gemms, int parallel, int bar)
{
    public VerificationReport Run(VerificationRequest request, Session session)
    {
        ArrayConfiguration configuration = request.Configuration with { Preload = false };  // the tests of a mutant load their images
        var design = Design.From(configuration);
        HashSet<string> templates = [.. RtlTemplates.All.Select(template => $"{template.Name}.v")];
        using var folder = TemporaryFolder.Create();
        string file = folder.At("configuration.yaml");
        File.WriteAllText(file, ConfigurationWriter.Write(configuration));
        var campaign = new MutationCampaign(
            configuration,
            [.. design.Verilog.Select(part => (Path.GetFileName(part.Path), part.Text))],
            new MutationSettings
            {
                Count = mutants,
                Seed = request.Seed,
                Parallel = parallel,
                TrialCommand = TrialCommandLine(file, request.Seed),
            });
        session.Step($"making {mutants} mutants of {design.TopModule}");
        MutationReport report = session.Watch("mutating", progress =>
        {
            int done = 0;
            return campaign.Run(templates.Contains, mutant =>
            {
                session.Step(Line(mutant));
                if (mutant.State is MutantState.Caught or MutantState.Survived)
                    progress.Report((double)Interlocked.Increment(ref done) / mutants);
            });
        });
        Tell(configuration, report, session);
        return new VerificationReport(Cases(configuration, report), Result(request, report, session));
    }

    private IReadOnlyList<string> TrialCommandLine(string file, ulong seed) =>
    [
        "dotnet", Path.Combine(AppContext.BaseDirectory, "hwgen.dll"), TrialCommand.CommandName, file,
        "--groups", $"{(gemms + GemmSuite.GroupSize - 1) / GemmSuite.GroupSize}", "--seed", $"{seed}",
    ];

    private IReadOnlyList<VerificationCase> Cases(ArrayConfiguration configuration, MutationReport report) =>
        report.Score >= bar ? [] : [new("mutants", $"{configuration.Name}: {Percent(report)} of the mutants caught, must be {bar}%")];

    private static void Tell(ArrayConfiguration configuration, MutationReport report, Session session)
    {
        int caught = report.Of(MutantState.Caught).Count(), survived = report.Of(MutantState.Survived).Count();
        session.Say($"{configuration.Name}: {caught + survived} mutants, {caught} caught ({Percent(report)}), {survived} survived; "
            + $"{report.Of(MutantState.Equivalent).Count()} proved equivalent and {report.Of(MutantState.Stillborn).Count()} stillborn left out");
        var kinds = new ResultTable("mistake", ">caught", ">survived", ">equivalent", ">stillborn");
        foreach (IGrouping<string, Mutant> kind in report.Mutants.GroupBy(mutant => mutant.Mutation.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            kinds.Add(
                kind.Key,
                $"{kind.Count(mutant => mutant.State == MutantState.Caught)}",
                $"{kind.Count(mutant => mutant.State == MutantState.Survived)}",
                $"{kind.Count(mutant => mutant.State == MutantState.Equivalent)}",
                $"{kind.Count(mutant => mutant.State == MutantState.Stillborn)}");
        session.Show(kinds);
        var tests = new ResultTable("caught by", ">mutants");
        foreach (IGrouping<string?, Mutant> test in report.Of(MutantState.Caught).GroupBy(mutant => mutant.Test).OrderByDescending(test => test.Count()))
            tests.Add(test.Key ?? "", $"{test.Count()}");
        session.Show(tests);
        foreach (Mutant mutant in report.Of(MutantState.Survived))
            session.Say(Line(mutant));
    }

    private static object Result(VerificationRequest request, MutationReport report, Session session) => new
    {
        configuration = request.Configuration.Name,
        hash = request.Configuration.Hash.ToString("x8"),
        seed = request.Seed,
        caught = report.Of(MutantState.Caught).Count(),
        survived = report.Of(MutantState.Survived).Count(),
        equivalent = report.Of(MutantState.Equivalent).Count(),
        stillborn = report.Of(MutantState.Stillborn).Count(),
        score_percent = Math.Round(report.Score, 1),
        mutants = report.Mutants.Select(mutant => new
        {
            number = mutant.Number,
            kind = mutant.Mutation.Kind,
            file = mutant.Mutation.File,
            line = mutant.Mutation.Line,
            before = mutant.Mutation.Before,
            after = mutant.Mutation.After,
            state = mutant.State,
            test = mutant.Test,
            message = mutant.Message,
        }),
        log = session.LogPath,
    };

    private static string Line(Mutant mutant) =>
        $"{mutant.State.ToString().ToLowerInvariant(),-10} {mutant.Mutation}  ({mutant.Mutation.Kind})" + (mutant.Test is null ? "" : $", by {mutant.Test}");

    private static string Percent(MutationReport report) => $"{Math.Floor(report.Score * 10) / 10:0.0}%";
}
