using System.CommandLine;
using System.Text.Json;
using HwGen.Cli.Boards;
using HwGen.Cli.Output;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen.Boards;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Commands;

/// <summary>Synthesizes a configuration with open tools: resources, area, timing, bitstream.</summary>
public sealed class SynthCommand : HwgenCommand
{
    private const string Json = "report.json";

    private readonly Argument<string> source = ConfigurationArgument.Create();
    private readonly Option<string> target = new("--target", "-t")
    {
        Description = $"{string.Join(", ", Ice40Target.All.Select(part => part.Name))}, xilinx7[=PART], ecp5[=PART], cyclonev[=PART] or liberty=FILE",
        HelpName = "TARGET",
        Required = true,
    };

    private readonly Option<string> output = OutputFolder("folder for report, netlist, bitstream and logs");
    private readonly Option<int> seeds = NumberOption.Of("--seeds", "seeds of place and route, iCE40 only", 3, 1, 100);
    private readonly Option<string> compare = new("--compare") { Description = "report.json of an earlier run to set this one against", HelpName = "FILE" };
    private readonly Option<bool> force = Force();

    public SynthCommand(Terminal terminal)
        : base(terminal, "synth", "synthesize with open tools: resources, area, timing, bitstream")
    {
        Add(source);
        Add(target);
        Add(output);
        Add(seeds);
        Add(compare);
        Add(force);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string folder = arguments.GetRequiredValue(output);
        (ArrayConfiguration configuration, SynthesisTarget chosen, SynthesisReport? before) = Inputs(arguments, folder);
        if (LeastResources.Misfits(configuration, chosen) is { Count: > 0 } misfits)
            throw new CheckFailedException($"{configuration.Name} does not fit {chosen.Name}, whatever is made of it:{string.Concat(misfits.Select(misfit => $"\n  at least {misfit}"))}");
        string[] missing = [.. chosen.Tools.Where(tool => !ExternalTool.Folders(tool).Any())];
        if (missing.Length > 0)
            throw new ToolMissingException(missing[0], $"scripts/install-tools {string.Join(' ', missing)}");
        SynthesisReport report = null!;
        Core.IO.OutputFolder.Write(folder, arguments.GetValue(force), work =>
        {
            report = session.WatchSteps(step => new Synthesis.Synthesis(configuration, chosen, work, arguments.GetValue(seeds), step).Run());
            report = report with { Comparison = before is null ? null : SynthesisComparison.Of(before, report) };
            File.WriteAllText(Path.Combine(work, Json), JsonSerializer.Serialize(report, JsonForm.Options) + "\n");
            File.WriteAllText(Path.Combine(work, "report.html"), SynthesisPage.Print(report));
        });
        Show(configuration, report, folder, session);
        if (report.Bitstream is { } bitstream)
            ShowBitstream(report, Path.Combine(folder, bitstream), arguments.GetRequiredValue(source), (chosen as Ice40Target)?.Board, session);
        session.Return(report);
        if (!report.Fits)
            throw new CheckFailedException($"{configuration.Name} does not fit {chosen.Name}: "
                + string.Join(", ", report.Resources.Where(resource => !resource.Fits).Select(resource => $"{resource.Used} {resource.Name} of {resource.Available}")));
        return ExitCode.Good;
    }

    // Everything that is wrong with them at once, before minutes of work.
    private (ArrayConfiguration Configuration, SynthesisTarget Target, SynthesisReport? Before) Inputs(ParseResult arguments, string folder)
    {
        var errors = new List<InputError>();
        ArrayConfiguration? configuration = Read(() => ConfigurationFile.Read(arguments.GetRequiredValue(source)));
        SynthesisTarget? chosen = Read(() => SynthesisTarget.Parse(arguments.GetRequiredValue(target)));
        SynthesisReport? before = arguments.GetValue(compare) is { } file ? Read(() => SynthesisComparison.Read(file)) : null;
        Check(() => Core.IO.OutputFolder.RequireReplaceable(folder, arguments.GetValue(force)));
        if (configuration is not null && chosen is not null)
            Check(() => chosen.Require(configuration));
        return errors.Count == 0 ? (configuration!, chosen!, before) : throw new InputException(errors);

        T? Read<T>(Func<T> read)
            where T : class
        {
            T? found = null;
            Check(() => found = read());
            return found;
        }

        void Check(Action check)
        {
            try
            {
                check();
            }
            catch (InputException exception)
            {
                errors.AddRange(exception.Errors);
            }
        }
    }

    private static void Show(ArrayConfiguration configuration, SynthesisReport report, string folder, Session session)
    {
        var figures = new ResultTable($"{report.Configuration} on {report.Target}", "");
        foreach ((string name, string value, _) in SynthesisPage.Lines(report))
            figures.Add(name, value);
        session.Show(figures);
        var modules = new ResultTable("module", ">instances", report.AreaUm2 is null ? ">cells" : ">µm²", ">share");
        double sum = report.Modules.Sum(module => module.Area);
        foreach (ModuleArea module in report.Modules.Where(module => module.Area > 0))
            modules.Add(module.Module, $"{module.Instances}", $"{module.Area:0}", $"{100 * module.Area / sum:0.0}%");
        session.Show(modules);
        if (report.Comparison is { } comparison)
        {
            var changes = new ResultTable($"since {comparison.Configuration} on {comparison.Target}", ">before", ">now", ">change");
            foreach (string[] row in comparison.Rows())
                changes.Add(row);
            session.Show(changes);
        }

        if (report.WorstSlackNs < 0 && configuration.Arithmetic != ArithmeticKind.CarrySave)
            session.Say($"arithmetic: {ConfigurationWords.Of(configuration.Arithmetic)} is for FPGAs; carry_save is smaller and faster on standard cells");
        session.Say($"{Path.Combine(folder, "report.html")}: the same with a picture; {Json} beside it serves --compare");
    }

    private static void ShowBitstream(SynthesisReport report, string path, string named, Board? board, Session session)
    {
        double needed = 1000 / (double)report.PeriodNs;
        session.Say($"{path}: the bitstream of the fastest seed, {report.FmaxMhz.Max():0.0} MHz where {needed:0.##} are needed");
        if (report.FmaxMhz.Max() < needed)
            session.Complain($"{path} is too slow for the clock: it may compute wrong numbers; more --seeds, or a longer clock.period_ns");
        if (board is not null)
        {
            foreach (string line in BoardAdvice.AfterSynthesis(board, named, report.Configuration, path))
                session.Say(line);
        }
    }
}
