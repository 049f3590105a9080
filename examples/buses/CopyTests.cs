using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Buses;

/// <summary>AXI4 memory: the copy engine works on it, a monitor checks the engine.</summary>
public sealed class CopyTests(ITestOutputHelper output) : SimulationTest(output)
{
    private const ulong Source = 0x0;
    private const ulong Target = 0x4;
    private const ulong Words = 0x8;
    private const ulong Control = 0xc;

    [Theory, Seeds(3, 0x1000, 0x8000, 1), Seeds(3, 0x1fd4, 0x8ff8, 300)]
    public void Words_arrive_where_they_shall(ulong seed, int source, int target, int words) => Simulate(Designs.Build("axi4_copy"), seed, async sim =>
    {
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var memory = new Axi4Memory(sim, clock, "m_axi", new Axi4MemorySettings { Stalls = Axi4Stalls.All(StallPattern.Random(0.3)), Latency = 5 });
        var monitor = new Axi4Monitor(sim, clock, "m_axi");
        var registers = new AxiLiteMaster(sim, clock, "s_axil");
        var data = new byte[4 * words];
        sim.Random("data").NextBytes(data);
        memory.Bytes.Write((ulong)source, data);
        var beyond = memory.Bytes.Read((ulong)(target + data.Length), 4);
        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;
        await clock.RisingEdge;

        await registers.Write(Source, (ulong)source);
        await registers.Write(Target, (ulong)target);
        await registers.Write(Words, (ulong)words);
        await registers.Write(Control, 1);
        Assert.Equal(0ul, await registers.Poll(Control, mask: 1, value: 0, timeoutCycles: 20_000));

        Assert.Equal(data, memory.Bytes.Read((ulong)target, data.Length));
        Assert.Equal(beyond, memory.Bytes.Read((ulong)(target + data.Length), 4));
        await monitor.Finish();
        Assert.Equal((words, words), (monitor.ReadBeats, monitor.WriteBeats));
    });

    [Theory, Seeds(1)]
    public void An_error_of_the_memory_is_told(ulong seed) => Simulate(Designs.Build("axi4_copy"), seed, async sim =>
    {
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var faults = new FaultyRange(0x2000, 0x2fff, AxiResponse.DecErr);
        _ = new Axi4Memory(sim, clock, "m_axi", new Axi4MemorySettings { Faults = [faults] });
        var registers = new AxiLiteMaster(sim, clock, "s_axil");
        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;
        await clock.RisingEdge;

        await registers.Write(Source, 0x1ff8);
        await registers.Write(Target, 0x8000);
        await registers.Write(Words, 10);
        await registers.Write(Control, 1);
        Assert.Equal(2ul, await registers.Poll(Control, mask: 1, value: 0, timeoutCycles: 1000));
        Assert.Equal(8ul, await registers.Read(Words));
    });
}
