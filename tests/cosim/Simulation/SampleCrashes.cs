using HwGen.Tests.Cosim.Gemm;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace HwGen.Tests.Cosim.Simulation;

#pragma warning disable xUnit1000 // not public: xunit would run what is made to end its process
/// <summary>Tests of designs that end or block their process, as a user would write them; <see cref="IsolationTests"/> runs them.</summary>
[Isolated]
internal sealed class SampleCrashes(ITestOutputHelper output) : SimulationTest(output)
{
    private readonly ITestOutputHelper output = output;

    [Theory]
    [InlineData(5UL, 0)]
    public void Native(ulong seed, int kind) => Simulate(NativeModel(), seed, async sim =>
    {
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        sim.Dut["kind_i"].Value = (ulong)kind;
        await clock.Cycles(12);
        output.WriteLine("native code came back");
        Assert.Equal(21UL, sim.Dut["count_o"].Value);
    });

    [Isolated(MemoryMib = 600)]
    [Theory]
    [InlineData(5UL, 4)]
    public void NativeInLittleMemory(ulong seed, int kind) => Native(seed, kind);

    [Theory]
    [InlineData(6UL, "loop_i")]
    public void Loops(ulong seed, string how) => Simulate(TestModels.Build("endless"), seed, async sim =>
    {
        var clock = sim.AddClock("clk_i", SimTime.Ns(10));
        await clock.Cycles(3);
        sim.Dut[how].Value = 1;
        await clock.Cycles(3);
    }, new SimulationOptions { EvaluationLimit = TimeSpan.FromSeconds(1) });

    [Theory]
    [InlineData(1UL)]
    public void AcceleratorLoops(ulong seed)
    {
        var configuration = SmallArrays.EqualStreams;
        var fault = new Fault("the interrupt never ends", configuration, configuration.ModuleName, "endmodule", "reg [7:0] spins;\nalways @(posedge aclk) while (irq) spins = spins + 8'd1;\nendmodule");
        var model = Accelerators.Build(configuration, fault.Apply, optimization: 0);
        _ = new GemmSuite(model, configuration) { EvaluationLimit = TimeSpan.FromSeconds(1) }.RunGroup(seed);
    }

    [Theory]
    [InlineData(7UL)]
    public void Fails(ulong seed) => Simulate(TestModels.Build("counters"), seed, async sim =>
    {
        await sim.Timer(SimTime.Ns(30));
        Assert.Equal(1, 2);
    });

    internal static VerilatorModel NativeModel() => new ModelBuilder().Build(new ModelDescription
    {
        Top = "native",
        Sources = [Path.Combine(TestModels.DesignFolder(), "native.sv")],
        NativeSources = [Path.Combine(TestModels.DesignFolder(), "native.cpp")],
    });
}
