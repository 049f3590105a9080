using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class AxiLiteTests
{
    [Theory, InlineData(0.0), InlineData(0.6)]
    public void Registers_read_back_what_was_written(double gaps) => Run(gaps, async master =>
    {
        for (ulong i = 0; i < 4; i++)
            await master.Write(4 * i, 0xCAFE0000 + i);
        await master.Write(4, 0x12345678, strobe: 0b0110);
        Assert.Equal(0xCAFE0000ul, await master.Read(0));
        Assert.Equal(0xCA345601ul, await master.Read(4));
        Assert.Equal(0xCAFE0003ul, await master.Read(12));
    });

    [Fact]
    public void An_error_answer_is_an_exception_with_address_and_answer()
    {
        var failure = Assert.Throws<SimulationException>(() => Run(0, async master => await master.Write(0x40, 1)));
        Assert.Contains("s_axi: write to 0x40 was answered with SLVERR", failure.Message, StringComparison.Ordinal);
    }

    private static void Run(double gaps, Func<AxiLiteMaster, SimTask> body)
    {
        using var sim = new Simulator(TestModels.Build("axil_registers"), new SimulationOptions { TimeLimit = SimTime.Us(100) });
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            var master = new AxiLiteMaster(sim, clock, "s_axi", StallPattern.Random(gaps));
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            await body(master);
        });
    }
}
