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
    /// <summary>Clocks of silence after which a frame is over, less than on a board, for the sake of time.</summary>
    public const int Silence = 1 << 13;

    private static readonly SimTime Period = SimTime.Ns(10);
    private static readonly SimTime Bit = Period * 8;

    private readonly Simulator simulator;
    private readonly List<byte> heard = [];

    private LineBench(Simulator simulator) => (this.simulator, Sender) = (simulator, new UartSender(simulator, "rx_i", Bit));

    /// <summary>The line to the board.</summary>
    public UartSender Sender { get; }

    /// <summary>Random numbers of the run.</summary>
    public SimRandom Random => simulator.Random("line");

    /// <summary>Runs a test on a board fresh from reset.</summary>
    public static void Run(ArrayConfiguration configuration, Func<LineBench, SimTask> body)
    {
        using var scratch = new ScratchFolder();
        ModelDescription description = SimulatedBoard.Describe(configuration with { ClockPeriodNs = 41.667m }, Board.All[0], scratch.Path);
        VerilatorModel model = new ModelBuilder().Build(description with
        {
            Optimization = 0,
            Parameters = new Dictionary<string, ParameterValue> { ["CLOCKS_PER_BIT"] = 8, ["STALL_W"] = 9, ["SILENCE_W"] = 13 },
        });
        using var simulator = new Simulator(model, new SimulationOptions { QuietLimit = SimTime.Us(1_000_000) });
        Clock clock = simulator.AddClock("clk_i", Period);
        simulator.Run(async () =>
        {
            var bench = new LineBench(simulator);
            simulator.Dut["rst_i"].Value = 1;
            await clock.Cycles(4);
            simulator.Dut["rst_i"].Value = 0;
            await clock.Cycles(40);
            _ = new UartListener(simulator, "tx_o", Bit, bench.heard.Add);
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
            await simulator.Timer((Period * Silence) + (Bit * 200));
        }
        while (heard.Count != before);
        return [.. heard];
    }
}
