using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using HwGen.Verify.Testing;
using Xunit;
using Xunit.Abstractions;

namespace Buses;

/// <summary>AXI4 master: it writes a RAM and reads it back, a monitor checks the RAM.</summary>
public sealed class RamTests(ITestOutputHelper output) : SimulationTest(output)
{
    [Theory, Seeds(3)]
    public void The_ram_holds_what_was_written(ulong seed) => Simulate(Designs.Build("axi4_ram"), seed, async sim =>
    {
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var master = new Axi4Master(sim, clock, "s_axi", Axi4Stalls.All(StallPattern.Random(0.3)));
        var monitor = new Axi4Monitor(sim, clock, "s_axi");
        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;

        // Any bytes anywhere: the master cuts them into bursts.
        var data = new byte[3000];
        sim.Random("data").NextBytes(data);
        await master.Write(0x7f1, data);
        Assert.Equal(data, await master.Read(0x7f1, data.Length));

        // A burst as it is wanted: a cache line from its middle on, written by two bytes a beat, read by four.
        var line = new byte[16];
        sim.Random("line").NextBytes(line);
        await master.Finish(master.BeginWrite(new Axi4Burst(0x108, 8, 2, BurstKind.Wrap), line, id: 3));
        var read = new byte[16];
        await master.Finish(master.BeginRead(new Axi4Burst(0x100, 4, 4), read, id: 5));
        Assert.Equal([.. line[8..], .. line[..8]], read);

        // Several bursts at once.
        var parts = Enumerable.Range(0, 6).Select(_ => new byte[64]).ToArray();
        for (var i = 0; i < parts.Length; i++)
            master.BeginRead(new Axi4Burst(0x800 + (ulong)(64 * i), 16, 4), parts[i], id: (ulong)i);
        await master.Drain();
        Assert.Equal(data[15..399], parts.SelectMany(part => part));
        await monitor.Finish();
    });
}
