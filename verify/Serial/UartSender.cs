using HwGen.Verify.Simulation;

namespace HwGen.Verify.Serial;

/// <summary>Drives a serial line: a start bit, eight data bits with the lowest first, a stop bit.</summary>
public sealed class UartSender
{
    private readonly Simulator simulator;
    private readonly Signal line;

    /// <summary>Holds the line high.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="port">input of the design</param>
    /// <param name="bit">length of a bit; not bound to a clock of the design</param>
    public UartSender(Simulator simulator, string port, SimTime bit)
    {
        this.simulator = simulator;
        line = simulator.Dut[port];
        line.Deposit(1);
        Bit = bit;
    }

    /// <summary>Length of a bit.</summary>
    public SimTime Bit { get; }

    /// <summary>Sends a byte; returns at the end of its stop bit.</summary>
    /// <param name="data">the byte</param>
    /// <param name="stop">level of the stop bit: low is a framing error</param>
    public async SimTask Send(byte data, bool stop = true)
    {
        var bits = ((stop ? 0x200u : 0) | (uint)data << 1);
        for (var place = 0; place < 10; place++)
        {
            line.Value = (bits >> place) & 1;
            await simulator.Timer(Bit);
        }

        line.Value = 1;
    }

    /// <summary>Drives the line for some bits: noise, or a break.</summary>
    /// <param name="level">the level</param>
    /// <param name="time">how long; the line is high afterwards</param>
    public async SimTask Hold(bool level, SimTime time)
    {
        line.Value = level ? 1u : 0u;
        await simulator.Timer(time);
        line.Value = 1;
    }
}
