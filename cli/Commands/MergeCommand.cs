using System.CommandLine;
using HwGen.Core.Errors;
using HwGen.Verify.Coverage;
using HwGen.Verify.Testing;

namespace HwGen.Cli.Commands;

/// <summary>Puts results and coverage of the parts of a regression together.</summary>
public sealed class MergeCommand : HwgenCommand
{
    private readonly Argument<string[]> files = new("FILE")
    {
        Description = "results as JUnit XML (.xml) or of dotnet test (.trx), and coverage (.dat) of the parts",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> output = new("--output", "-o")
    {
        Description = "folder for junit.xml and coverage.txt, .html and .dat",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine("out", "merged"),
    };

    public MergeCommand(Terminal terminal)
        : base(terminal, "merge", "put results and coverage of the parts of a regression together")
    {
        Add(files);
        Add(output);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string folder = arguments.GetRequiredValue(output);
        ILookup<string, string> kinds = arguments.GetRequiredValue(files).ToLookup(Path.GetExtension)!;
        foreach (string file in kinds.SelectMany(kind => kind))
            if (!File.Exists(file))
                throw new InputException(file, "no such file");
        foreach (string file in kinds.Where(kind => kind.Key is not (".xml" or ".trx" or ".dat")).SelectMany(kind => kind))
            throw new InputException(file, "must end in .xml (JUnit results), .trx (results of dotnet test) or .dat (coverage)");
        try
        {
            string[] results = [.. kinds[".xml"], .. kinds[".trx"]];
            int failures = results.Length > 0 ? MergeResults(results, Path.Combine(folder, "junit.xml"), session) : 0;
            if (kinds.Contains(".dat"))
                MergeCoverage(kinds[".dat"], folder, session);
            session.Return(new { folder, failures });
            return failures == 0 ? ExitCode.Good : ExitCode.CheckFailed;
        }
        catch (FormatException e)
        {
            throw new InputException("hwgen merge", e.Message);
        }
    }

    private static int MergeResults(IEnumerable<string> files, string target, Session session)
    {
        JunitResults results = JunitResults.Merge(files);
        results.Write(target);
        session.Say($"{target}: {results.Tests} tests, {results.Failures} failed");
        return results.Failures;
    }

    private static void MergeCoverage(IEnumerable<string> files, string folder, Session session)
    {
        var data = new CoverageData();
        foreach (string file in files)
            data.Read(file);
        var report = new CoverageReport(data, []);
        report.Write(folder);
        session.Say($"{Path.Combine(folder, "coverage.txt")}: {report.Lines.Hit} of {report.Lines.Total} lines, {report.Lines}");
    }
}
