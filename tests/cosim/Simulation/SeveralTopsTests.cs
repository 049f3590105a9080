using HwGen.Tests.Shared;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Several top modules in one model, each with parameters of its own.</summary>
public sealed class SeveralTopsTests : IDisposable
{
    private const string Design = """
        module source #(parameter W = 4) (input clk, input rst, output reg [W-1:0] value);
            always @(posedge clk) value <= rst ? {W{1'b0}} : value + 1'b1;
        endmodule
        module adder #(parameter W = 8, parameter [W-1:0] OFFSET = 0) (input clk, input [W-1:0] a, output reg [W-1:0] sum);
            always @(posedge clk) sum <= a + OFFSET;
        endmodule
        module both_ways (inout wire [3:0] pad, input drive);
            assign pad = drive ? 4'd5 : 4'bz;
        endmodule
        """;

    private readonly ScratchFolder scratch = new();

    public SeveralTopsTests() => File.WriteAllText(scratch.At("design.v"), Design);

    public void Dispose() => scratch.Dispose();

    private ModelDescription Description(params TopModule[] others) => new()
    {
        Top = "source",
        OtherTops = others,
        Sources = [scratch.At("design.v")],
        Parameters = new Dictionary<string, ParameterValue> { ["W"] = 6 },
    };

    [NeedsToolFact("verilator")]
    public void Tops_have_clocks_ports_and_parameters_of_their_own()
    {
        var adder = new TopModule("adder") { Parameters = new Dictionary<string, ParameterValue> { ["W"] = 40, ["OFFSET"] = 1L << 36 } };
        var model = new ModelBuilder().Build(Description(adder));
        using var simulator = new Simulator(model, new SimulationOptions());
        Assert.Equal(["adder.a", "adder.clk", "adder.sum", "source.clk", "source.rst", "source.value"], model.Ports.Select(port => port.Name).Order(StringComparer.Ordinal));
        Assert.Equal(40, model.Ports.Single(port => port.Name == "adder.sum").Width);
        Assert.Equal(6, model.Ports.Single(port => port.Name == "source.value").Width);
        var slow = simulator.AddClock("source.clk", SimTime.Ns(10));
        var fast = simulator.AddClock("adder.clk", SimTime.Ns(4));
        simulator.Run(async () =>
        {
            simulator.Dut["source.rst"].Value = 1;
            await slow.Cycles(2);
            simulator.Dut["source.rst"].Value = 0;
            for (var i = 0; i < 100; i++)
            {
                await slow.RisingEdge;
                var value = simulator.Dut["source.value"].Value;
                Assert.Equal((ulong)i % 64, value);
                simulator.Dut["adder.a"].Value = value;
                await fast.Cycles(2);
                Assert.Equal(value + (1UL << 36), simulator.Dut["adder.sum"].Value);
            }
        });
    }

    [NeedsToolFact("verilator")]
    public void Tops_that_cannot_stand_beside_each_other_are_refused()
    {
        var builder = new ModelBuilder();

        Assert.Equal("source: named twice among the tops, must be named once",
            Assert.Throws<ModelBuildException>(() => builder.Build(Description(new TopModule("source")))).Message);
        Assert.Equal("both_ways.pad goes both ways, must be an input or an output where there are several tops",
            Assert.Throws<ModelBuildException>(() => builder.Build(Description(new TopModule("both_ways")))).Message);
        Assert.Contains("nowhere", Assert.Throws<ModelBuildException>(() => builder.Build(Description(new TopModule("nowhere")))).Message, StringComparison.Ordinal);
    }
}
