using System.Runtime.InteropServices;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Boards;

/// <summary>A serial port of Linux, such as <c>/dev/ttyUSB1</c>, or a pseudo-terminal: eight data bits, no parity, one stop bit, no flow control.</summary>
public sealed class SerialPort : ISerialLine
{
    private const uint Receive = 0x80, Local = 0x800, HardwareFlow = 0x80000000;  // CREAD, CLOCAL, CRTSCTS
    private const int InputQueue = 0, Now = 0;

    private static readonly Dictionary<int, uint> Speeds = new() { [115_200] = 0x1002, [230_400] = 0x1003, [1_000_000] = 0x1008 };

    private readonly int file;

    private SerialPort(string name, int file) => (Name, this.file) = (name, file);

    public string Name { get; }

    /// <summary>Opens a port and throws away what has arrived on it.</summary>
    /// <exception cref="InputException">there is none, it may not be opened, or it is no serial port</exception>
    public static SerialPort Open(string name, int baud)
    {
        if (!OperatingSystem.IsLinux())
            throw new InputException("--port", "serial ports are opened on Linux only; --simulate too");
        int file = LibC.Open(name, LibC.ReadWrite | LibC.NoControl | LibC.NonBlocking);
        if (file < 0)
            throw new InputException("--port", Reason(name, Marshal.GetLastPInvokeError()));
        if (LibC.GetAttributes(file, out LibC.Termios attributes) != 0)
        {
            LibC.Close(file);
            throw new InputException("--port", $"{name} is no serial port");
        }

        LibC.MakeRaw(ref attributes);
        attributes.Control = (attributes.Control | Receive | Local) & ~HardwareFlow;
        if (LibC.SetSpeed(ref attributes, Speeds[baud]) != 0 || LibC.SetAttributes(file, Now, attributes) != 0)
        {
            LibC.Close(file);
            throw new InputException("--port", $"{name} cannot be set to {baud} baud");
        }

        LibC.Flush(file, InputQueue);
        return new SerialPort(name, file);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count = LibC.Write(file, bytes, bytes.Length);
            if (count > 0)
                bytes = bytes[(int)count..];
            else if (Marshal.GetLastPInvokeError() == LibC.Again)
                Thread.Sleep(1);
            else
                throw Gone();
        }
    }

    public int Read(Span<byte> bytes, TimeSpan patience)
    {
        var poll = new LibC.PollFile { File = file, Events = LibC.Readable };
        if (LibC.Poll(ref poll, 1, (int)patience.TotalMilliseconds) <= 0)
            return 0;
        nint count = LibC.Read(file, bytes, bytes.Length);
        return count > 0 ? (int)count : count < 0 && Marshal.GetLastPInvokeError() == LibC.Again ? 0 : throw Gone();
    }

    public void Dispose() => LibC.Close(file);

    private CheckFailedException Gone() => new($"{Name} is gone: was the board unplugged?");

    private static string Reason(string name, int error) => error switch
    {
        LibC.NoEntry or LibC.NoDevice or LibC.NoSuchDevice => $"{name}: no such port; {Ports()}",
        LibC.Permission => $"{name}: may not be opened; add yourself to its group: sudo usermod -aG {Group(name)} $USER, then log in again",
        LibC.Busy => $"{name}: another program has it open",
        _ => $"{name}: cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}",
    };

    private static string Ports()
    {
        string[] ports = [.. new[] { "ttyUSB*", "ttyACM*" }.SelectMany(pattern => Directory.GetFiles("/dev", pattern)).Order(StringComparer.Ordinal)];
        return ports.Length == 0 ? "there is no /dev/ttyUSB or /dev/ttyACM: is the board plugged in?" : $"there are {string.Join(", ", ports)}";
    }

    private static string Group(string name) => new ExternalTool("stat", "coreutils").Run(".", ["-c", "%G", name]).Output.Trim();
}
