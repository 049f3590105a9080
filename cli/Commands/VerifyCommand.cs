using System.CommandLine;
using HwGen.Cli.Verification;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Testing;

namespace HwGen.Cli.Commands;

/// <summary>Compares the generated Verilog, simulated, with the golden model.</summary>
public sealed class VerifyCommand : HwgenCommand
{
    private readonly Argument<string> source = ConfigurationArgument.Create();
    private readonly Option<string?> images = new("--images") { Description = "what hwgen prune wrote: its images instead of random weights", HelpName = "DIR" };
    private readonly Option<GemmShape?> gemm = GemmOption.Create("one GEMM of this shape, timed, instead of random ones");
    private readonly Option<CellLibrary?> netlist = NetlistOption.Create();
    private readonly Option<int?> kept = NumberOption.Optional("--kept", "weights kept of a block, with --gemm [default: sparsity.kept]", 1, 32);
    private readonly Option<int> seed = NumberOption.Of("--seed", "seed of the random numbers", 1, 1);
    private readonly Option<int> count = NumberOption.Of("--count", "how many random GEMMs", 200, 1);
    private readonly Option<int?> jobs = NumberOption.Optional("--jobs", "how many simulations at a time [default: one a processor]", 1, 1024);
    private readonly Option<Shard> shard = ShardOption.Create();
    private readonly Option<int?> mutate = NumberOption.Optional("--mutate", "make N mistakes in the Verilog, one at a time, and see which the tests catch", 1, 100_000);
    private readonly Option<int> mutateBar = NumberOption.Of("--mutate-bar", "exit with 1 if fewer percent of the mutants are caught", 0, 0, 100);
    private readonly Option<string?> coverage = new("--coverage") { Description = "write which lines and branches of the Verilog ran: coverage.txt, .html and .dat", HelpName = "DIR" };
    private readonly Option<bool> toggles = new("--toggles") { Description = "count the changes of each bit, too, with --coverage; slow" };
    private readonly Option<string?> junit = new("--junit") { Description = "write the results as JUnit XML, too", HelpName = "FILE" };
    private readonly Option<bool> waves = new("--waves") { Description = "write waveforms to out/waves: of failing random GEMMs, or of the one of --gemm" };

    public VerifyCommand(Terminal terminal)
        : base(terminal, "verify", "simulate the Verilog of a configuration and compare it with the golden model")
    {
        foreach (Option option in new Option[] { images, gemm, netlist, kept, seed, count, jobs, shard, mutate, mutateBar, coverage, toggles, junit, waves })
            Add(option);
        Add(source);
        Validators.Add(result =>
        {
            if (result.GetResult(kept) is not null && result.GetResult(gemm) is null)
                result.AddError("--kept goes with --gemm only");
            if (result.GetResult(images) is not null && result.GetResult(gemm) is not null)
                result.AddError("--images and --gemm exclude each other");
            if (result.GetResult(netlist) is not null && result.GetResult(waves) is not null)
                result.AddError("--netlist and --waves exclude each other: a netlist writes no waveforms");
            if (result.GetResult(netlist) is not null && new Option[] { mutate, coverage }.Any(other => result.GetResult(other) is not null))
                result.AddError("--netlist goes with neither --mutate nor --coverage: they are about the Verilog");
            if (result.GetResult(mutate) is not null && (result.GetResult(images) is not null || result.GetResult(gemm) is not null))
                result.AddError("--mutate goes with random GEMMs only");
            if (result.GetResult(mutateBar) is { Implicit: false } && result.GetResult(mutate) is null)
                result.AddError("--mutate-bar goes with --mutate only");
            if (result.GetResult(coverage) is not null && new Option[] { images, gemm, mutate }.Any(other => result.GetResult(other) is not null))
                result.AddError("--coverage goes with random GEMMs only");
            if (result.GetResult(toggles) is { Implicit: false } && result.GetResult(coverage) is null)
                result.AddError("--toggles goes with --coverage only");
            if (result.GetResult(shard) is { Implicit: false } && new Option[] { images, gemm, mutate }.Any(other => result.GetResult(other) is not null))
                result.AddError("--shard goes with random GEMMs only");
        });
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        ArrayConfiguration configuration = ConfigurationFile.Read(arguments.GetRequiredValue(source));
        int? wanted = arguments.GetValue(kept);
        if (wanted > configuration.Block)
            throw new InputException("--kept", $"{wanted}, must be 1 to array.block ({configuration.Block})");
        var request = new VerificationRequest(
            configuration, (ulong)arguments.GetValue(seed), arguments.GetValue(waves) ? Path.Combine("out", "waves") : null, arguments.GetValue(netlist));
        int parallel = arguments.GetValue(jobs) ?? Environment.ProcessorCount;
        VerificationReport report = arguments.GetValue(gemm) is { } shape ? new GemmVerification(shape, wanted ?? configuration.Kept).Run(request, session)
            : arguments.GetValue(images) is { } folder ? new ImageVerification(folder).Run(request, session)
            : arguments.GetValue(mutate) is { } mutants ? new MutationVerification(mutants, arguments.GetValue(count), parallel, arguments.GetValue(mutateBar)).Run(request, session)
            : new RandomVerification(arguments.GetValue(count), parallel, arguments.GetRequiredValue(shard), Coverage(arguments)).Run(request, session);
        if (arguments.GetValue(junit) is { } file)
            JunitFile.Write(file, configuration.Name, report.Cases);
        foreach (VerificationCase failed in report.Cases.Where(part => part.Failure is not null))
            session.Complain(failed.Failure!);
        session.Return(report.Result);
        return report.Cases.All(part => part.Failure is null) ? ExitCode.Good : ExitCode.CheckFailed;
    }

    private RtlCoverage? Coverage(ParseResult arguments) => arguments.GetValue(coverage) is { } folder
        ? new RtlCoverage(folder, arguments.GetValue(toggles) ? CoverageKinds.Line | CoverageKinds.Toggle : CoverageKinds.Line) : null;
}
