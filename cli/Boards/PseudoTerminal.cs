using System.Runtime.InteropServices;
using System.Text;

namespace HwGen.Cli.Boards;

/// <summary>The far end of a serial port that is no device: what one end writes, the other reads.</summary>
public sealed class PseudoTerminal : IDisposable
{
    private readonly int master;
    private readonly SerialPort near;

    /// <summary>Makes one.</summary>
    public PseudoTerminal(int baud)
    {
        master = LibC.OpenPseudoTerminal(LibC.ReadWrite | LibC.NoControl | LibC.NonBlocking | LibC.NotInherited);
        byte[] name = new byte[64];
        if (master < 0 || LibC.Grant(master) != 0 || LibC.Unlock(master) != 0 || LibC.SlaveName(master, name, name.Length) != 0)
            throw new IOException($"no pseudo-terminal: {Marshal.GetLastPInvokeErrorMessage()}");
        Name = Encoding.UTF8.GetString(name).TrimEnd('\0');
        near = SerialPort.OpenShared(Name, baud);  // keeps the line up, and raw, while nobody else has it open
    }

    /// <summary>The port to open.</summary>
    public string Name { get; }

    /// <summary>Takes what was written to the port.</summary>
    /// <returns>how many bytes, 0 if there are none within the time</returns>
    public int Read(Span<byte> bytes, int milliseconds)
    {
        var poll = new LibC.PollFile { File = master, Events = LibC.Readable };
        return LibC.Poll(ref poll, 1, milliseconds) > 0 ? Math.Max(0, (int)LibC.Read(master, bytes, bytes.Length)) : 0;
    }

    /// <summary>Sends a byte to whoever has the port open.</summary>
    public void Write(byte value)
    {
        while (LibC.Write(master, [value], 1) != 1)
            Thread.Sleep(1);
    }

    public void Dispose()
    {
        near.Dispose();
        LibC.Close(master);
    }
}
