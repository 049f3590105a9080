using HwGen.Verify.Simulation;

namespace HwGen.Verify.Serial;

/// <summary>Hears the bytes of a serial line: a start bit, eight data bits with the lowest first, a stop bit.</summary>
public sealed class UartListener
{
    private const int LooksPerBit = 8;

    private readonly Simulator simulator;
    private readonly Signal line;
    private readonly SimTime bit;
    private readonly Action<byte> heard;

    /// <summary>Begins to listen.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="port">output of the design</param>
    /// <param name="bit">length of a bit</param>
    /// <param name="heard">is given each byte in the middle of its stop bit</param>
    public UartListener(Simulator simulator, string port, SimTime bit, Action<byte> heard)
    {
        (this.simulator, this.bit, this.heard) = (simulator, bit, heard);
        line = simulator.Dut[port];
        simulator.Start($"listener on {port}", Listen);
    }

    /// <summary>Whether a byte is on the line.</summary>
    public bool IsHearing { get; private set; }

    private async SimTask Listen()
    {
        var look = SimTime.Ps(bit.Picoseconds / LooksPerBit);
        while (true)
        {
            while (line.IsHigh)
                await simulator.Timer(look);
            IsHearing = true;
            await simulator.Timer(SimTime.Ps((bit.Picoseconds / 2) - (look.Picoseconds / 2)));
            var bits = 0u;
            for (var place = 0; place < 10; place++)
            {
                bits |= (uint)line.Value << place;
                if (place < 9)
                    await simulator.Timer(bit);
            }

            if ((bits & 0x201) != 0x200)
                throw new InvalidOperationException($"a byte on {line.Name} has start bit {bits & 1} and stop bit {bits >> 9}, must be 0 and 1");
            heard((byte)(bits >> 1));
            IsHearing = false;
        }
    }
}
