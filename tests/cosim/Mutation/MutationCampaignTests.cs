using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Mutation;

namespace HwGen.Tests.Cosim.Mutation;

/// <summary>What a campaign does with the processes that try its mutants; the tests themselves are played by a shell.</summary>
public sealed class MutationCampaignTests
{
    private const string Passed = """echo '{"Test":null,"Message":null,"Clocks":[1]}'""";

    [NeedsToolTheory("verilator", "g++")]
    [InlineData(Passed, null)]
    [InlineData("kill -SEGV $$", "crash: the simulation ended with code 139")]
    [InlineData("sleep 600", "time limit: the tests had not ended after ")]
    public void A_mutant_is_caught_by_a_failed_test_a_crash_or_the_clock(string trial, string? caught)
    {
        var mutants = Run($"[ $# -eq 1 ] && {Passed} || {trial}", caught?.StartsWith("time", StringComparison.Ordinal) == true ? 1 : 300).Mutants;

        var mutant = Assert.Single(mutants, mutant => mutant.State is MutantState.Caught or MutantState.Survived);
        Assert.Equal(caught is null, mutant.State == MutantState.Survived);
        Assert.StartsWith(caught ?? ": ", $"{mutant.Test}: {mutant.Message}", StringComparison.Ordinal);
        Assert.Equal(mutants, mutants.OrderBy(mutant => mutant.Number));
    }

    [NeedsToolFact("verilator", "g++")]
    public void Tests_that_fail_on_the_right_design_say_nothing_of_mutants() => Assert.Equal(
        $"{SmallArrays.EqualStreams.Name}: a test fails on the right design: some test: went wrong",
        Assert.Throws<CheckFailedException>(() => Run("""echo '{"Test":"some test","Message":"went wrong","Clocks":[]}'""")).Message);

    [NeedsToolTheory("yosys")]
    [InlineData("activation_loader", "!filling && banks_free != 2'd0;", "!filling && banks_free > 2'd0;", true)]
    [InlineData("activation_loader", "!filling && banks_free != 2'd0;", "!filling && banks_free > 2'd1;", false)]
    [InlineData("stream_fifo", "if (rst_i) begin", "if (1'b0) begin", false)]
    public void Only_a_module_that_does_the_same_is_proved_equivalent(string module, string right, string wrong, bool same)
    {
        using var scratch = new ScratchFolder();
        var design = Verilog(SmallArrays.Bitmask);
        var text = design.Single(part => part.File == $"{module}.v").Text;
        var mutation = new Verify.Mutation.Mutation("", $"{module}.v", 1, text.IndexOf(right, StringComparison.Ordinal), right, wrong);

        var proof = new ModuleEquivalence(SmallArrays.Bitmask, design).Proof(mutation, scratch.Path);

        Assert.Equal(same ? $"Yosys proves {module} unchanged" : null, proof);
    }

    // One mutant that counts.
    private static MutationReport Run(string shell, int graceSeconds = 300)
    {
        var settings = new MutationSettings { Count = 1, Parallel = 1, TrialCommand = ["sh", "-c", shell, "trial"], Grace = TimeSpan.FromSeconds(graceSeconds) };
        return new MutationCampaign(SmallArrays.EqualStreams, Verilog(SmallArrays.EqualStreams), settings).Run(file => file == "job_registers.v");
    }

    private static IReadOnlyList<(string File, string Text)> Verilog(ArrayConfiguration configuration) =>
        [.. Design.From(configuration).Verilog.Select(part => (Path.GetFileName(part.Path), part.Text))];
}
