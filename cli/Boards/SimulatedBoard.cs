using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Boards;
using HwGen.Verify.Gemm;
using HwGen.Verify.Serial;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Boards;

/// <summary>A board simulated at its pins behind a pseudo-terminal, which a program opens as it would the port of a real one.</summary>
/// <remarks>The simulation runs in a thread of its own and stands still while nothing is on the lines.</remarks>
public sealed class SimulatedBoard : IDisposable
{
    private const int LooksBetweenStops = 20;  // milliseconds

    private readonly PseudoTerminal terminal;
    private readonly Thread thread;
    private readonly SimTime period;
    private readonly SimTime bit;
    private Exception? failure;
    private volatile bool stops;

    private SimulatedBoard(VerilatorModel model, Board board, decimal megahertz)
    {
        terminal = new PseudoTerminal(board.Baud);
        period = SimTime.Ps((long)(1_000_000 / megahertz));
        bit = SimTime.Ps(1_000_000_000_000L / board.Baud);
        thread = new Thread(() => Simulate(model)) { IsBackground = true, Name = "simulated board" };
        thread.Start();
    }

    /// <summary>Name of the port to open.</summary>
    public string Port => terminal.Name;

    /// <summary>Why the simulation ended, null while it runs.</summary>
    public string? Failure => failure?.Message;

    /// <summary>Switches a board on.</summary>
    /// <param name="configuration">the accelerator on it</param>
    /// <param name="board">which board</param>
    /// <param name="model">its compiled model</param>
    public static SimulatedBoard Start(ArrayConfiguration configuration, Board board, VerilatorModel model) =>
        new(model, board, Pll.For(board.Oscillator, configuration.ClockPeriodNs).Megahertz);

    /// <summary>What to compile: all of the board but its own file, with the vendor's cells.</summary>
    /// <param name="configuration">the accelerator on it</param>
    /// <param name="board">which board</param>
    /// <param name="folder">where the Verilog is put</param>
    public static ModelDescription Describe(ArrayConfiguration configuration, Board board, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (GeneratedFile file in BoardDesign.Portable(configuration))
            File.WriteAllText(Path.Combine(folder, file.Path), file.Text);
        DesignFolder.WriteMemories(Design.From(configuration), folder);
        return new ModelDescription
        {
            Top = UartTopPrinter.Name,
            Sources = [.. Directory.GetFiles(folder, "*.v").Order(StringComparer.Ordinal)],
            Parameters = new Dictionary<string, ParameterValue>(AcceleratorModel.Parameters(configuration, folder))
            {
                ["CLOCKS_PER_BIT"] = board.ClocksPerBit(Pll.For(board.Oscillator, configuration.ClockPeriodNs).Megahertz),
            },
        };
    }

    public void Dispose()
    {
        stops = true;
        thread.Join();
        terminal.Dispose();
    }

    private void Simulate(VerilatorModel model)
    {
        try
        {
            var options = new SimulationOptions { QuietLimit = SimTime.Us(1_000_000_000), WallClockLimit = TimeSpan.FromHours(24) };
            using var simulator = new Simulator(model, options);
            simulator.AddClock("clk_i", period);
            simulator.Run(() => Serve(simulator));
        }
        catch (Exception exception) when (exception is SimulationException or IOException)
        {
            failure = exception;
        }
    }

    private async SimTask Serve(Simulator simulator)
    {
        Signal busy = simulator.Dut["busy_o"];
        Signal reset = simulator.Dut["rst_i"];
        var sender = new UartSender(simulator, "rx_i", bit);
        reset.Value = 1;
        await simulator.Timer(period * 16);
        reset.Value = 0;
        await simulator.Timer(bit);  // the receiver wants to see an idle line before the first byte
        var listener = new UartListener(simulator, "tx_o", bit, terminal.Write);
        byte[] arrived = new byte[4096];
        SimTime active = simulator.Now;
        while (!stops)
        {
            if (busy.IsHigh || listener.IsHearing)
                active = simulator.Now;
            bool stands = simulator.Now > active + (bit * 100);
            int count = terminal.Read(arrived, stands ? LooksBetweenStops : 0);
            for (int i = 0; i < count; i++)
                await sender.Send(arrived[i]);
            if (count > 0)
                active = simulator.Now;
            else if (!stands)
                await simulator.Timer(bit * 4);
        }
    }
}
