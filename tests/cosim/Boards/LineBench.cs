using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Hdlgen.Boards;
using HwGen.Tests.Shared;
using HwGen.Verify.Serial;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>The board at its pins, with a test that sends bytes and hears bytes, frame or not.</summary>
internal sealed class LineBench
{
    private static readonly SimTime Period = SimTime.Ns(10);

    private readonly Simulator simulator;
    private readonly SimTime silence;
    private readonly List<byte> heard = [];

    private LineBench(Simulator simulator, LineRate rate, double off)
    {
        this.simulator = simulator;
        Bit = SimTime.Ps((long)(Period.Picoseconds * rate.ClocksPerBit * (1 + off)));
        silence = Period * (1 << rate.SilenceWidth);
        Sender = new UartSender(simulator, "rx_i", Bit);
    }

    /// <summary>The line to the board.</summary>
    public UartSender Sender { get; }

    /// <summary>A bit of this side.</summary>
    public SimTime Bit { get; }

    /// <summary>Random numbers of the run.</summary>
    public SimRandom Random => simulator.Random("line");

    /// <summary>Runs a test on a board fresh from reset.</summary>
    /// <param name="configuration">the array on it</param>
    /// <param name="body">the test</param>
    /// <param name="rate">of the board; <see cref="LineRate.Short"/> if none is given</param>
    /// <param name="off">how much longer the bits of this side are than the board's, 0.02 is 2 %</param>
    public static void Run(ArrayConfiguration configuration, Func<LineBench, SimTask> body, LineRate? rate = null, double off = 0)
    {
        LineRate chosen = rate ?? LineRate.Short;
        using var scratch = new ScratchFolder();
        ModelDescription description = SimulatedBoard.Describe(configuration with { ClockPeriodNs = 41.667m }, HwGen.Hdlgen.Boards.Board.Of("icebreaker", ""), scratch.Path);
        VerilatorModel model = new ModelBuilder().Build(chosen.Of(description));
        using var simulator = new Simulator(model, new SimulationOptions { QuietLimit = SimTime.Us(1_000_000) });
        Clock clock = simulator.AddClock("clk_i", Period);
        simulator.Run(async () =>
        {
            var bench = new LineBench(simulator, chosen, off);
            simulator.Dut["rst_i"].Value = 1;
            await clock.Cycles(4);
            simulator.Dut["rst_i"].Value = 0;
            await clock.Cycles(40);
            _ = new UartListener(simulator, "tx_o", bench.Bit, bench.heard.Add);
            await body(bench);
        });
    }

    /// <summary>Sends bytes without a pause.</summary>
    public async SimTask Send(byte[] bytes)
    {
        foreach (byte value in bytes)
            await Sender.Send(value);
    }

    /// <summary>Sends bytes and waits for what the board says, until it says nothing more.</summary>
    public async SimTask<byte[]> Exchange(byte[] bytes)
    {
        heard.Clear();
        await Send(bytes);
        int before;
        do
        {
            before = heard.Count;
            await simulator.Timer(silence + (Bit * 200));
        }
        while (heard.Count != before);
        return [.. heard];
    }

    /// <summary>Lets time pass.</summary>
    public async SimTask Wait(SimTime time) => await simulator.Timer(time);
}
