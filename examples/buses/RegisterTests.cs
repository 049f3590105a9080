using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Buses;

/// <summary>AXI4-Lite: master and monitor on the registers of the copy engine.</summary>
public sealed class RegisterTests(ITestOutputHelper output) : SimulationTest(output)
{
    private const ulong Source = 0x0;
    private const ulong Words = 0x8;

    [Theory, Seeds(3)]
    public void Registers_hold_what_was_written(ulong seed) => Simulate(Designs.Build("axi4_copy"), seed, async sim =>
    {
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var master = new AxiLiteMaster(sim, clock, "s_axil", gaps: StallPattern.Random(0.4));
        var monitor = new AxiLiteMonitor(sim, clock, "s_axil");
        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;
        await clock.RisingEdge;

        await master.Write(Source, 0x1234_5678);
        await master.Write(Source, 0xffff_ffff, strobe: 0b0100);
        await master.Write(Words, 5);
        Assert.Equal(0x12ff_5678ul, await master.Read(Source));
        Assert.Equal(5ul, await master.Read(Words));

        var refused = await Refused(master, 0x40);
        Assert.Equal("s_axil: read of 0x40 was answered with SLVERR", refused.Message);
        await monitor.Finish();
        Assert.Equal((3L, 3L), (monitor.Writes, monitor.Reads));
    });

    private static async SimTask<AxiResponseException> Refused(AxiLiteMaster master, ulong address)
    {
        try
        {
            await master.Read(address);
        }
        catch (AxiResponseException e)
        {
            return e;
        }

        throw new InvalidOperationException($"0x{address:x} can be read");
    }
}
