using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class IsolationTests
{
    private const string Name = "HwGen.Tests.Cosim.Simulation.SampleCrashes";

    [Fact]
    public void A_test_that_passes_in_a_process_of_its_own_passes_with_what_it_said()
    {
        var passed = Assert.IsAssignableFrom<ITestPassed>(Run(nameof(SampleCrashes.Native), 5UL, 0));
        Assert.Contains("native code came back", passed.Output, StringComparison.Ordinal);
        Assert.Contains("native code of kind 0", passed.Output, StringComparison.Ordinal);
        Assert.Equal($"{Name}.Native(seed: 5, kind: 0)", passed.Test.DisplayName);
    }

    [Fact]
    public void A_test_that_fails_there_fails_here_with_its_own_message_and_stack()
    {
        var failed = Assert.IsAssignableFrom<ITestFailed>(Run(nameof(SampleCrashes.Fails), 7UL));
        Assert.StartsWith("seed 7, at 30 ns: test: Assert.Equal() Failure", failed.Messages[0], StringComparison.Ordinal);
        Assert.Equal("Xunit.Sdk.EqualException", failed.ExceptionTypes[1]);
        Assert.Contains("SampleCrashes", failed.StackTraces[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "was ended by SIGABRT, an abort")]
    [InlineData(2, "was ended by SIGSEGV, a bad address")]
    [InlineData(3, "ended by itself with code 0")]
    public void A_process_that_dies_fails_its_test_with_all_it_takes_to_see_it_again(int kind, string cause)
    {
        var message = Failure(nameof(SampleCrashes.Native), 5UL, kind);
        Assert.Matches(
            $"""
            ^seed 5, at 100 ns, inside the model: the process of the test {cause}
            it printed last:
              native code of kind {kind}
            repeat: HWGEN_SEED=\d+ HWGEN_ONLY_SEED=5 dotnet test \S+/tests/cosim --filter FullyQualifiedName={Name}.Native$
            """, message);
    }

    [Fact]
    public void A_process_that_eats_memory_is_ended() => Assert.StartsWith(
        "seed 5, at 100 ns, inside the model: the process of the test was ended: it used more than 600 MiB of memory",
        Failure(nameof(SampleCrashes.NativeInLittleMemory), 5UL, 4), StringComparison.Ordinal);

    [Fact]
    public void An_evaluation_without_end_is_given_up() => Assert.Matches(
        @"^seed 6, at 40 ns: the model has been in one evaluation for 1 s: the design loops without end\nrepeat: ",
        Failure(nameof(SampleCrashes.Loops), 6UL, "loop_i"));

    [Fact]
    public void An_accelerator_that_loops_ends_the_run_of_its_gemms() => Assert.Matches(
        @"^seed 1, at \d+ ns: the model has been in one evaluation for 1 s: the design loops without end$",
        Failure(nameof(SampleCrashes.AcceleratorLoops), 1UL));

    [Fact]
    public void An_isolated_test_of_an_assembly_that_is_not_marked_is_refused()
    {
        var failure = Assert.Throws<InvalidOperationException>(() => new SampleCrashes(new TestOutputHelper()).Loops(6, "loop_i"));
        Assert.Equal("[Isolated] needs the line [assembly: Regression] in the assembly of the tests, HwGen.Tests.Cosim", failure.Message);
    }

    private static string Failure(string method, params object[] arguments) =>
        Assert.IsAssignableFrom<ITestFailed>(Run(method, arguments)).Messages[0];

    private static ITestResultMessage Run(string method, params object[] arguments) =>
        Assert.Single(RegressionRun.Of(typeof(SampleCrashes), method, [arguments]).OfType<ITestResultMessage>());
}
