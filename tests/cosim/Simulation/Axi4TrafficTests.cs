using HwGen.Verify.Axi4;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>Master, memory and monitor under random traffic, against each other and against a RAM in Verilog.</summary>
public sealed class Axi4TrafficTests
{
    private static readonly Dictionary<string, Axi4Stalls> Stalls = new()
    {
        ["never"] = Axi4Stalls.Never,
        ["random"] = Axi4Stalls.All(StallPattern.Random(0.5)),
        ["bursts"] = Axi4Stalls.All(StallPattern.Bursts(5, 9)),
        ["repeat"] = Axi4Stalls.All(StallPattern.Repeat(true, true, false)),
        ["slow requests"] = new Axi4Stalls { WriteAddress = StallPattern.Random(0.95), ReadAddress = StallPattern.Random(0.9) },
        ["slow data"] = new Axi4Stalls { WriteData = StallPattern.Random(0.9), ReadData = StallPattern.Random(0.9) },
    };

    public static TheoryData<string, string, AnswerOrder, int> Patterns()
    {
        int[] widths = [32, 8, 1024];
        var data = new TheoryData<string, string, AnswerOrder, int>();
        foreach (string master in Stalls.Keys)
            foreach (string memory in Stalls.Keys)
                foreach (AnswerOrder order in Enum.GetValues<AnswerOrder>())
                    data.Add(master, memory, order, widths[data.Count % 4 % 3]);
        return data;
    }

    [Theory, MemberData(nameof(Patterns))]
    public void Bursts_through_a_link_read_what_was_written(string masterStalls, string memoryStalls, AnswerOrder order, int width)
    {
        using var sim = Begin(TestModels.Build("axi4_link", ("DATA_W", width)), (ulong)(width + (int)order), out Clock clock);
        sim.Run(async () =>
        {
            SimRandom random = sim.Random("settings");
            var memory = new Axi4Memory(sim, clock, "m_axi", new Axi4MemorySettings
            {
                Stalls = Stalls[memoryStalls],
                Order = order,
                Outstanding = random.Next(1, 8),
                Latency = random.Next(0, 8),
                DataAhead = random.Next(0, 20),
            });
            var master = new Axi4Master(sim, clock, "s_axi", Stalls[masterStalls]) { Outstanding = random.Next(1, 12) };
            Axi4Monitor[] monitors = [new(sim, clock, "s_axi"), new(sim, clock, "m_axi")];
            var traffic = new Axi4Traffic(sim.Random("bursts"), width / 8, 4);
            await Start(sim, clock);
            await traffic.Run(master, rounds: 4, bursts: 12);

            Assert.True(traffic.Compared > 100);
            Assert.All(traffic.Bytes, written => Assert.Equal(written.Value, memory.Bytes.Read((ulong)written.Key, 1)[0]));
            foreach (Axi4Monitor monitor in monitors)
            {
                await monitor.Finish();
                Assert.Equal((48L, 48L), (monitor.Writes, monitor.Reads));
            }

            Assert.Equal((48L, 48L), (memory.Writes, memory.Reads));
        });
    }

    [Theory, InlineData(32, 1), InlineData(32, 2), InlineData(64, 1), InlineData(64, 2), InlineData(64, 3)]
    public void Bursts_on_a_ram_in_verilog_read_what_was_written(int width, ulong seed) => OnRam(ExampleRam(width), width, seed);

    [Theory]
    [InlineData("if (s_axi_wstrb[lane])", "if (s_axi_wstrb != 0)", "expected 0x")]
    [InlineData("2'd2:    following", "2'd3:    following", "expected 0x")]
    [InlineData("2'd0:    following", "2'd3:    following", "expected 0x")]
    [InlineData("s_axi_rlast  <= read_left == 8'd0", "s_axi_rlast  <= read_left == 8'd1", "s_axi: RLAST_POSITION: s_axi_rlast is ")]
    [InlineData("s_axi_bid     <= s_axi_awid", "s_axi_bid     <= s_axi_awid + 1'b1", "s_axi: RESPONSE_ID: s_axi_bid is ")]
    [InlineData("if (s_axi_rready)", "if (s_axi_rready || read_length == 8'd5)", "s_axi: VALID_STABLE: s_axi_rvalid fell before s_axi_rready took what it offered")]
    public void A_ram_that_is_wrong_is_caught(string right, string wrong, string message)
    {
        using var scratch = new HwGen.Tests.Shared.ScratchFolder();
        ModelDescription description = ExampleRam(32);
        string text = File.ReadAllText(description.Sources[0]);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(scratch.At("axi4_ram.v"), text.Replace(right, wrong, StringComparison.Ordinal));

        var failure = Assert.Throws<SimulationException>(() => OnRam(description with { Sources = [scratch.At("axi4_ram.v")], Optimization = 0 }, 32, 1));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    private static void OnRam(ModelDescription ram, int width, ulong seed)
    {
        using var sim = Begin(new ModelBuilder().Build(ram), seed, out Clock clock);
        sim.Run(async () =>
        {
            var monitor = new Axi4Monitor(sim, clock, "s_axi");
            var master = new Axi4Master(sim, clock, "s_axi", Axi4Stalls.All(StallPattern.Random(0.3)));
            var traffic = new Axi4Traffic(sim.Random("bursts"), width / 8, 4);
            await Start(sim, clock);
            await traffic.Run(master, rounds: 8, bursts: 20);
            Assert.True(traffic.Compared > 1000);
            await monitor.Finish();
        });
    }

    private static ModelDescription ExampleRam(int width) => new()
    {
        Top = "axi4_ram",
        Sources = [Path.Combine(TestModels.DesignFolder(), "..", "..", "..", "examples", "buses", "axi4_ram.v")],
        Parameters = new Dictionary<string, ParameterValue> { ["DATA_W"] = width },
    };

    private static Simulator Begin(VerilatorModel model, ulong seed, out Clock clock)
    {
        var sim = new Simulator(model, new SimulationOptions { Seed = seed, TimeLimit = SimTime.Us(20_000) });
        clock = sim.AddClock("aclk", SimTime.Ns(10));
        return sim;
    }

    private static async SimTask Start(Simulator sim, Clock clock)
    {
        await clock.Cycles(3);
        sim.Dut["aresetn"].Value = 1;
    }
}
