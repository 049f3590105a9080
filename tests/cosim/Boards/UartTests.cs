using HwGen.Tests.Shared;
using HwGen.Verify.Serial;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>Receiver and transmitter on lines that are off in rate, noisy, or cut.</summary>
public sealed class UartTests
{
    private const int ClocksPerBit = 24;
    private static readonly SimTime Period = SimTime.Ns(10);
    private static readonly SimTime Bit = Period * ClocksPerBit;

    [NeedsToolTheory("verilator")]
    [InlineData(0.97), InlineData(0.98), InlineData(0.995), InlineData(1.0), InlineData(1.005), InlineData(1.02), InlineData(1.03)]
    public void Bytes_arrive_back_to_back_at_a_rate_that_is_off(double length) => Receive(SimTime.Ps((long)(Bit.Picoseconds * length)), async (simulator, sender, heard) =>
    {
        byte[] sent = await SendSome(simulator, sender);
        Assert.Equal(sent.Select(value => (int)value), heard);
    });

    // In thousandths: bits longer than the board's, shorter. docs/board.md states them.
    [NeedsToolFact("verilator")]
    public void The_rate_may_be_off_by_as_much_as_documented()
    {
        Assert.Equal((55, 45), (Most(1), Most(-1)));

        static int Most(int sign) => Enumerable.Range(30, 40).TakeWhile(thousandths => Arrives(1 + (sign * thousandths / 1000.0))).Last();

        static bool Arrives(double length)
        {
            bool right = false;
            Receive(SimTime.Ps((long)(Bit.Picoseconds * length)), async (simulator, sender, heard) =>
                right = (await SendSome(simulator, sender)).Select(value => (int)value).SequenceEqual(heard));
            return right;
        }
    }

    private static async SimTask<byte[]> SendSome(Simulator simulator, UartSender sender)
    {
        SimRandom random = simulator.Random("bytes");
        byte[] sent = [0x00, 0xFF, 0x55, 0xAA, .. Enumerable.Range(0, 200).Select(_ => (byte)random.Next(256))];
        foreach (byte value in sent)
        {
            await sender.Send(value);
            if (random.Chance(0.2))
                await simulator.Timer(SimTime.Ps(random.Next(1, 1_000_000)));
        }

        await simulator.Timer(Bit);
        return sent;
    }

    [NeedsToolFact("verilator")]
    public void A_byte_at_a_rate_too_far_off_is_wrong() => Receive(SimTime.Ps(Bit.Picoseconds * 90 / 100), async (simulator, sender, heard) =>
    {
        await sender.Send(0x55);
        await simulator.Timer(Bit * 2);
        Assert.NotEqual([0x55], heard);
    });

    [NeedsToolFact("verilator")]
    public void A_low_stop_bit_a_spike_and_a_break_give_no_byte_and_the_next_is_right() => Receive(Bit, async (simulator, sender, heard) =>
    {
        await sender.Send(0x5A, stop: false);
        await simulator.Timer(Bit * 2);
        Assert.Equal([-1], heard);
        await sender.Hold(level: false, SimTime.Ps(Bit.Picoseconds / 3));
        await simulator.Timer(Bit * 12);
        Assert.Equal([-1], heard);
        await sender.Hold(level: false, Bit * 35);
        await simulator.Timer(Bit * 2);
        Assert.Equal([-1, -1], heard);
        await sender.Send(0xC3);
        await simulator.Timer(Bit);
        Assert.Equal([-1, -1, 0xC3], heard);
    });

    [NeedsToolFact("verilator")]
    public void Bytes_leave_in_order_and_without_a_pause()
    {
        using var simulator = new Simulator(Model("uart_transmitter"), new SimulationOptions());
        Clock clock = simulator.AddClock("clk_i", Period);
        var heard = new List<byte>();
        simulator.Run(async () =>
        {
            simulator.Dut["rst_i"].Value = 1;
            await clock.Cycles(2);
            simulator.Dut["rst_i"].Value = 0;
            await clock.Cycles(1);
            _ = new UartListener(simulator, "tx_o", Bit, heard.Add);
            SimRandom random = simulator.Random("bytes");
            byte[] sent = [.. Enumerable.Range(0, 100).Select(_ => (byte)random.Next(256))];
            SimTime start = simulator.Now;
            foreach (byte value in sent)
            {
                simulator.Dut["data_i"].Value = value;
                simulator.Dut["valid_i"].Value = 1;
                do
                    await clock.RisingEdge;
                while (!simulator.Dut["ready_o"].IsHigh);
            }

            simulator.Dut["valid_i"].Value = 0;
            await simulator.Timer(Bit * 10);
            Assert.Equal(sent, heard);
            Assert.InRange((simulator.Now + (start * -1)).Picoseconds, Bit.Picoseconds * 1000, (Bit.Picoseconds * 1000) + (Period.Picoseconds * 110));
        });
    }

    // -1 stands for a framing error.
    private static void Receive(SimTime bit, Func<Simulator, UartSender, List<int>, SimTask> body)
    {
        using var simulator = new Simulator(Model("uart_receiver"), new SimulationOptions { QuietLimit = SimTime.Us(1_000_000) });
        Clock clock = simulator.AddClock("clk_i", Period);
        var heard = new List<int>();
        simulator.Run(async () =>
        {
            var sender = new UartSender(simulator, "rx_i", bit);
            simulator.Dut["rst_i"].Value = 1;
            await clock.Cycles(3);
            simulator.Dut["rst_i"].Value = 0;
            simulator.Start("bytes", async () =>
            {
                while (true)
                {
                    await clock.RisingEdge;
                    if (simulator.Dut["valid_o"].IsHigh)
                        heard.Add((int)simulator.Dut["data_o"].Value);
                    if (simulator.Dut["error_o"].IsHigh)
                        heard.Add(-1);
                }
            });
            await clock.Cycles(5);
            await body(simulator, sender, heard);
        });
    }

    private static VerilatorModel Model(string module) => new ModelBuilder().Build(new ModelDescription
    {
        Top = module,
        Sources = [RepositoryFolder.At($"boards/rtl/{module}.v")],
        Parameters = new Dictionary<string, ParameterValue> { ["CLOCKS_PER_BIT"] = ClocksPerBit },
    });
}
