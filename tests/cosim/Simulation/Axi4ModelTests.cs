using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>What the settings of master and memory do, both on the wires of <c>axi4_link.v</c>.</summary>
public sealed class Axi4ModelTests
{
    private static readonly Axi4Burst Line = new(0x100, 4, 4);

    [Theory]
    [InlineData(AnswerOrder.Requests, false, false)]
    [InlineData(AnswerOrder.AnyId, true, false)]
    [InlineData(AnswerOrder.Interleaved, true, true)]
    public void Answers_come_in_the_order_that_was_asked_for(AnswerOrder order, bool reorders, bool mixes) => Run(
        new Axi4MemorySettings { Order = order, Latency = 20, Stalls = new Axi4Stalls { WriteResponse = StallPattern.Random(0.9) } },
        async (sim, clock, master, memory) =>
        {
            var ends = new Axi4Monitor(sim, clock, "m_axi", collect: true);
            var beats = new List<ulong>();
            sim.Start("beats", () => IdsOfBeats(sim, clock, beats));
            for (ulong id = 0; id < 8; id++)
            {
                master.BeginRead(Line with { Address = 0x100 * id }, new byte[16], id / 2);
                master.BeginWrite(Line with { Address = 0x1000 + (0x100 * id) }, new byte[16], id / 2);
            }

            await master.Drain();
            await ends.Finish();
            List<Axi4Access> seen = [];
            while (ends.Accesses.TryGet(out Axi4Access access))
                seen.Add(access);

            Assert.Equal(16, seen.Count);
            foreach (bool isWrite in (bool[])[false, true])
            {
                List<Axi4Request> requests = [.. seen.Where(access => access.IsWrite == isWrite).Select(access => access.Request)];
                Assert.Equal(reorders, !requests.SequenceEqual(requests.OrderBy(request => request.Burst.Address)));
                Assert.All(requests.GroupBy(request => request.Id), same => Assert.Equal(same.OrderBy(request => request.Burst.Address), same));
            }

            Assert.Equal(32, beats.Count);
            Assert.Equal(mixes, beats.Chunk(4).Any(burst => burst.Distinct().Count() > 1));
        });

    [Theory, InlineData(1, 1, 1), InlineData(3, 8, 3), InlineData(8, 2, 2)]
    public void As_many_bursts_are_open_as_both_sides_allow(int master, int memory, int most) => Run(
        new Axi4MemorySettings { Outstanding = memory, Latency = 50 },
        async (sim, clock, bus, _) =>
        {
            (int open, int highest) = (0, 0);
            sim.Start("count", async () =>
            {
                while (true)
                {
                    await clock.RisingEdge;
                    open += Handshake(sim, "m_axi_ar") ? 1 : 0;
                    highest = Math.Max(highest, open);
                    open -= Handshake(sim, "m_axi_r") && sim.Dut["m_axi_rlast"].IsHigh ? 1 : 0;
                }
            });
            for (var i = 0; i < 10; i++)
                bus.BeginRead(Line, new byte[16]);
            await bus.Drain();
            Assert.Equal(most, highest);
        },
        outstanding: master);

    [Theory, InlineData(0), InlineData(30)]
    public void An_answer_waits_for_the_latency(int latency) => Run(
        new Axi4MemorySettings { Latency = latency },
        async (_, clock, master, _) =>
        {
            await master.Read(0, 4);
            long begin = clock.Cycle;
            await master.Read(0, 4);
            Assert.Equal(2 + latency, clock.Cycle - begin);
            begin = clock.Cycle;
            await master.Write(0, new byte[4]);
            Assert.Equal(2 + latency, clock.Cycle - begin);
        });

    [Fact]
    public void Without_pauses_a_beat_is_handed_over_every_clock() => Run(
        new Axi4MemorySettings(),
        async (_, clock, master, _) =>
        {
            await master.Read(0, 4);
            long begin = clock.Cycle;
            await master.Read(0x1000, 4096);
            Assert.InRange(clock.Cycle - begin, 1024, 1030);
            begin = clock.Cycle;
            await master.Write(0x1000, new byte[4096]);
            Assert.InRange(clock.Cycle - begin, 1024, 1030);
        });

    [Fact]
    public void A_faulty_range_answers_its_error_and_keeps_its_bytes() => Run(
        new Axi4MemorySettings { Faults = [new(0x108, 0x10b, AxiResponse.SlvErr), new(0x2000, 0x2fff, AxiResponse.DecErr)] },
        async (_, _, master, memory) =>
        {
            byte[] before = memory.Bytes.Read(0x100, 16);
            Assert.Equal("s_axi: write of INCR burst of 4 x 4 bytes at 0x100 with id 2 was answered with SLVERR", await Failure(master, () => master.Write(0x100, new byte[16], 2)));
            byte[] after = memory.Bytes.Read(0x100, 16);
            Assert.Equal([.. new byte[8], .. before[8..12], .. new byte[4]], after);
            Assert.Equal("s_axi: read of INCR burst of 4 x 4 bytes at 0x100 with id 0 was answered with SLVERR", await Failure(master, () => Read(master, 0x100, 16)));
            Assert.Equal("s_axi: read of INCR burst of 2 x 4 bytes at 0x2000 with id 0 was answered with DECERR", await Failure(master, () => Read(master, 0x1ffc, 12)));
            Assert.Equal(after[..8], await master.Read(0x100, 8));
        });

    [Fact]
    public void A_reset_cuts_open_bursts_off() => Run(
        new Axi4MemorySettings { Latency = 100 },
        async (sim, clock, master, _) =>
        {
            Axi4Transfer read = master.BeginRead(Line, new byte[16]);
            Axi4Transfer write = master.BeginWrite(Line, new byte[16]);
            await clock.Cycles(20);
            sim.Dut["aresetn"].Value = 0;
            await clock.Cycles(3);
            sim.Dut["aresetn"].Value = 1;
            Assert.Equal("s_axi: read of INCR burst of 4 x 4 bytes at 0x100 with id 0 was cut off by a reset", await Failure(master, () => master.Finish(read)));
            Assert.Equal("s_axi: write of INCR burst of 4 x 4 bytes at 0x100 with id 0 was cut off by a reset", await Failure(master, () => master.Finish(write)));
            await master.Write(0x104, new byte[] { 1, 2, 3 });
            Assert.Equal([1, 2, 3], await master.Read(0x104, 3));
        });

    [Fact]
    public void A_burst_that_is_not_served_names_the_channels_still_open()
    {
        using var sim = new Simulator(TestModels.Build("axi4_link", ("DATA_W", 32)));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var failure = Assert.Throws<SimulationException>(() => sim.Run(async () =>
        {
            var master = new Axi4Master(sim, clock, "s_axi") { TimeoutCycles = 50 };
            sim.Dut["aresetn"].Deposit(1);
            sim.Dut["m_axi_awready"].Value = 1;
            await master.Write(8, new byte[4]);
        }));
        Assert.IsType<TimeoutException>(failure.InnerException);
        Assert.Contains("s_axi: write of INCR burst of 1 x 4 bytes at 0x8 with id 0 was not served in 50 cycles, still open: W, B", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_fit_the_bus_is_refused_with_all_reasons() => Run(
        new Axi4MemorySettings(),
        async (_, clock, master, _) =>
        {
            void Refused(string message, Axi4Burst burst, int bytes, ulong id = 0) =>
                Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => master.BeginWrite(burst, new byte[bytes], id)).Message, StringComparison.Ordinal);
            Refused("s_axi: INCR burst of 0 x 4 bytes at 0x100: must have 1 to 256 beats", Line with { Beats = 0 }, 0);
            Refused("s_axi: INCR burst of 4 x 3 bytes at 0x100: the bytes of a beat must be a power of two from 1 to 128", Line with { BeatBytes = 3 }, 12);
            Refused("s_axi: WRAP_LENGTH: WRAP burst of 3 x 4 bytes at 0x100: a WRAP burst has 2, 4, 8 or 16 beats", new Axi4Burst(0x100, 3, 4, BurstKind.Wrap), 12);
            Refused(
                "s_axi: BURST_SIZE: INCR burst of 4 x 8 bytes at 0x1000000000: the bus has 4 bytes\n" +
                "s_axi: INCR burst of 4 x 8 bytes at 0x1000000000 has 32 bytes, given 16\n" +
                "s_axi: id 16 does not fit in 4 bits\n" +
                "s_axi: INCR burst of 4 x 8 bytes at 0x1000000000: the address does not fit in 32 bits", new Axi4Burst(0x10_0000_0000, 4, 8), 16, 16);
            Assert.StartsWith(
                "s_axi: INCR burst of 4 x 4 bytes at 0x100 has 16 bytes, given 3 enables",
                Assert.Throws<ArgumentException>(() => master.BeginWrite(Line, new byte[16], 0, new bool[3])).Message, StringComparison.Ordinal);
            await clock.RisingEdge;
        });

    [Fact]
    public void A_lite_bus_is_served_and_mastered_too()
    {
        using var sim = new Simulator(TestModels.Build("bus_wires"));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            sim.Dut["aresetn"].Deposit(1);
            var memory = new Axi4Memory(sim, clock, "axil", new Axi4MemorySettings { Stalls = Axi4Stalls.All(StallPattern.Random(0.5)) });
            var master = new Axi4Master(sim, clock, "axil", Axi4Stalls.All(StallPattern.Random(0.5)));
            var monitor = new AxiLiteMonitor(sim, clock, "axil");
            var data = new byte[50];
            sim.Random("data").NextBytes(data);
            await master.Write(0x13, data);
            Assert.Equal(data, memory.Bytes.Read(0x13, 50));
            Assert.Equal(data, await master.Read(0x13, 50));
            await monitor.Finish();
            Assert.Equal((14L, 14L), (monitor.Writes, monitor.Reads));
            Assert.StartsWith(
                "axil: INCR burst of 2 x 4 bytes at 0x10: must have 1 to 1 beats",
                Assert.Throws<ArgumentException>(() => master.BeginRead(new Axi4Burst(0x10, 2, 4), new byte[8])).Message, StringComparison.Ordinal);
            Assert.StartsWith(
                "axil: INCR burst of 1 x 2 bytes at 0x10: the bus has no ARSIZE, so beats have 4 bytes",
                Assert.Throws<ArgumentException>(() => master.BeginRead(new Axi4Burst(0x10, 1, 2), new byte[2])).Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Memories_can_be_shared_and_what_was_never_written_follows_from_the_seed()
    {
        static byte[] Fresh(ulong seed, ulong first) // two pages, in either order
        {
            var memory = new SparseMemory(SimRandom.For(seed, "memory"));
            memory.Read(first, 1);
            return memory.Read(0xfff8, 16);
        }

        Assert.Equal(Fresh(1, 0xffff), Fresh(1, 0x10000));
        Assert.NotEqual(Fresh(1, 0xffff), Fresh(2, 0xffff));
    }

    private static async SimTask IdsOfBeats(Simulator sim, Clock clock, List<ulong> ids)
    {
        while (true)
        {
            await clock.RisingEdge;
            if (Handshake(sim, "m_axi_r"))
                ids.Add(sim.Dut["m_axi_rid"].Value);
        }
    }

    private static bool Handshake(Simulator sim, string channel) => sim.Dut[channel + "valid"].IsHigh && sim.Dut[channel + "ready"].IsHigh;

    private static async SimTask Read(Axi4Master master, ulong address, int count) => await master.Read(address, count);

    private static async SimTask<string> Failure(Axi4Master master, Func<SimTask> access)
    {
        try
        {
            await access();
        }
        catch (AxiResponseException e)
        {
            await master.Drain();
            return e.Message;
        }

        return "";
    }

    private static void Run(
        Axi4MemorySettings settings, Func<Simulator, Clock, Axi4Master, Axi4Memory, SimTask> body, int outstanding = 8)
    {
        using var sim = new Simulator(TestModels.Build("axi4_link", ("DATA_W", 32)));
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        sim.Run(async () =>
        {
            sim.Dut["aresetn"].Deposit(1);
            var memory = new Axi4Memory(sim, clock, "m_axi", settings);
            var master = new Axi4Master(sim, clock, "s_axi") { Outstanding = outstanding };
            await body(sim, clock, master, memory);
        });
    }
}
