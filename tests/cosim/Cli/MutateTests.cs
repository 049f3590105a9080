using System.Text.Json;
using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Cli;

/// <summary>A small campaign of mutations from the command line.</summary>
public sealed class MutateTests : IDisposable
{
    private const string Configuration = "int8-dense-1x1x1_1x1";
    private const int Mutants = 5;

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("verilator", "g++", "yosys")]
    public void Mutants_are_made_tried_and_reported()
    {
        CommandRun run = Run("verify", Configuration, "--mutate", $"{Mutants}", "--mutate-bar", "100", "--count", "20", "--json");
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        JsonElement[] mutants = [.. result.GetProperty("mutants").EnumerateArray()];
        int Count(string state) => mutants.Count(mutant => mutant.GetProperty("state").GetString() == state);

        Assert.Equal(Mutants, Count("caught") + Count("survived"));
        Assert.All(new[] { "caught", "survived", "equivalent", "stillborn" }, state => Assert.Equal(Count(state), result.GetProperty(state).GetInt32()));
        Assert.Equal(Math.Round(100.0 * Count("caught") / Mutants, 1), result.GetProperty("score_percent").GetDouble());
        Assert.InRange(Count("caught"), Mutants - 1, Mutants);
        Assert.Equal(Count("caught") == Mutants ? ExitCode.Good : ExitCode.CheckFailed, run.Code);
        Assert.Equal(Count("survived") == 0, run.Error.Length == 0);
        Assert.Equal(Enumerable.Range(1, mutants.Length), mutants.Select(mutant => mutant.GetProperty("number").GetInt32()));
        Assert.All(mutants, mutant =>
        {
            string[] lines = File.ReadAllLines(RepositoryFolder.At($"rtl-templates/{mutant.GetProperty("file").GetString()}"));
            Assert.Contains(mutant.GetProperty("before").GetString()!.Split('\n')[0], lines[mutant.GetProperty("line").GetInt32() - 1], StringComparison.Ordinal);
            Assert.Equal(mutant.GetProperty("state").GetString() == "caught", mutant.GetProperty("test").ValueKind == JsonValueKind.String);
        });
    }

    [NeedsToolFact("verilator", "g++")]
    public void Coverage_of_a_run_is_written()
    {
        CommandRun run = Run("verify", Configuration, "--count", "20", "--coverage", scratch.At("coverage"));

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Matches($@"\n{scratch.At("coverage/coverage.txt")}: \d+ of \d+ lines, \d+\.\d%\n$", run.Out);
        Assert.Matches(@"(?m)^job_registers.v +(\d+)/\1 100.0% ", File.ReadAllText(scratch.At("coverage/coverage.txt")));
        Assert.Contains("always @(posedge clk_i)", File.ReadAllText(scratch.At("coverage/coverage.html")), StringComparison.Ordinal);
        CommandRun merged = Run("merge", scratch.At("coverage/coverage.dat"), scratch.At("coverage/coverage.dat"), "-o", scratch.At("merged"));
        Assert.Equal(ExitCode.Good, merged.Code);
    }

    [Theory]
    [InlineData("--mutate-bar goes with --mutate only", "--mutate-bar", "90")]
    [InlineData("--mutate: 0, must be a whole number, 1 to 100000", "--mutate", "0")]
    [InlineData("--mutate goes with random GEMMs only", "--mutate", "3", "--gemm", "1,1,1")]
    [InlineData("--shard goes with random GEMMs only", "--mutate", "3", "--shard", "1/2")]
    [InlineData("--coverage goes with random GEMMs only", "--coverage", "out/x", "--gemm", "1,1,1")]
    [InlineData("--toggles goes with --coverage only", "--toggles")]
    public void Options_that_do_not_go_together_are_refused(string message, params string[] options)
    {
        CommandRun run = Run(["verify", Configuration, .. options]);

        Assert.Equal((ExitCode.BadInput, $"hwgen verify: {message}\n"), (run.Code, run.Error));
    }

    private CommandRun Run(params string[] line) => CommandRun.Of(scratch.At("logs"), line);
}
