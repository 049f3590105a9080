using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using HwGen.Core.Errors;
using HwGen.Verify.Processes;

namespace HwGen.Cli.Boards;

/// <summary>A serial port of Linux, such as <c>/dev/ttyUSB1</c>, or a pseudo-terminal: eight data bits, no parity, one stop bit, no flow control.</summary>
/// <remarks>Nobody else may open it meanwhile: locked by flock, as other terminal programs do, and by TIOCEXCL, which the kernel enforces on all but root.</remarks>
public sealed class SerialPort : ISerialLine
{
    private const uint Receive = 0x80, Local = 0x800, HardwareFlow = 0x80000000;  // CREAD, CLOCAL, CRTSCTS
    private const int InputQueue = 0, Now = 0;

    private static readonly TimeSpan LongestWrite = TimeSpan.FromSeconds(2);

    // Bits per second and what Linux calls them, asm-generic/termbits.h.
    private static readonly Dictionary<int, uint> Speeds = new()
    {
        [115_200] = 0x1002,
        [230_400] = 0x1003,
        [460_800] = 0x1004,
        [500_000] = 0x1005,
        [921_600] = 0x1007,
        [1_000_000] = 0x1008,
        [1_500_000] = 0x100A,
        [2_000_000] = 0x100B,
        [3_000_000] = 0x100D,
    };

    private readonly int file;

    private SerialPort(string name, int file) => (Name, this.file) = (name, file);

    public string Name { get; }

    /// <summary>Opens a port for this program alone and throws away what has arrived on it.</summary>
    /// <exception cref="InputException">there is none, it may not be opened, another program has it, or it is no serial port</exception>
    public static SerialPort Open(string name, int baud)
    {
        SerialPort port = OpenShared(name, baud);
        if (LibC.Lock(port.file, LibC.LockExclusive | LibC.LockNonBlocking) != 0)
        {
            LibC.Close(port.file);
            throw new InputException("--port", InUse(name));
        }

        _ = LibC.Control(port.file, LibC.SetExclusive);
        return port;
    }

    /// <summary>Opens a port that others may open, too.</summary>
    /// <exception cref="InputException">as <see cref="Open"/></exception>
    internal static SerialPort OpenShared(string name, int baud)
    {
        if (!OperatingSystem.IsLinux())
            throw new InputException("--port", "serial ports are opened on Linux only; --simulate too");
        int file = LibC.Open(name, LibC.ReadWrite | LibC.NoControl | LibC.NonBlocking | LibC.NotInherited);
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

        AnswerAtOnce(file);
        LibC.Flush(file, InputQueue);
        return new SerialPort(name, file);
    }

    /// <inheritdoc/>
    /// <exception cref="CheckFailedException">the port is gone, or takes nothing for 2 s</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            nint count = LibC.Write(file, bytes, bytes.Length);
            if (count > 0)
                bytes = bytes[(int)count..];
            else if (Marshal.GetLastPInvokeError() is not (LibC.Again or LibC.Interrupted))
                throw Gone();
            else if (!Wait(LibC.Writable, LongestWrite))
                throw new CheckFailedException($"{Name} takes no more bytes");
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CheckFailedException">the port is gone</exception>
    public int Read(Span<byte> bytes, TimeSpan patience)
    {
        if (!Wait(LibC.Readable, patience))
            return 0;
        nint count = LibC.Read(file, bytes, bytes.Length);
        return count > 0 ? (int)count : count < 0 && Marshal.GetLastPInvokeError() is LibC.Again or LibC.Interrupted ? 0 : throw Gone();
    }

    public void Dispose()
    {
        // A program that is being started at this moment holds a copy of the file, and would hold the lock with it.
        _ = LibC.Lock(file, LibC.LockRelease);
        _ = LibC.Control(file, LibC.ClearExclusive);
        LibC.Close(file);
    }

    // An FTDI chip holds short answers back for 16 ms unless told otherwise. Ports that know no such thing refuse, and nothing is lost.
    private static void AnswerAtOnce(int file)
    {
        const int FlagsPlace = 16, LowLatency = 0x2000;  // of struct serial_struct, 72 bytes; ASYNC_LOW_LATENCY
        Span<byte> settings = stackalloc byte[128];
        if (LibC.Control(file, LibC.GetSerial, settings) != 0)
            return;
        Span<byte> flags = settings.Slice(FlagsPlace, sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(flags, BinaryPrimitives.ReadInt32LittleEndian(flags) | LowLatency);
        _ = LibC.Control(file, LibC.SetSerial, settings);
    }

    private bool Wait(short events, TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var poll = new LibC.PollFile { File = file, Events = events };
            int left = (int)Math.Max(0, (patience - watch.Elapsed).TotalMilliseconds);
            int ready = LibC.Poll(ref poll, 1, left);
            if (ready >= 0 || Marshal.GetLastPInvokeError() != LibC.Interrupted)
                return ready > 0;
        }
    }

    private CheckFailedException Gone() => new($"{Name} is gone: was the board unplugged?", "  dmesg tells what the kernel saw; plugged in again, the port may have another number");

    private static string Reason(string name, int error) => error switch
    {
        LibC.NoEntry or LibC.NoDevice or LibC.NoSuchDevice => $"{name}: no such port; {SerialPortList.Text()}",
        LibC.Permission => $"{name}: may not be opened; add yourself to its group: sudo usermod -aG {Group(name)} $USER, then log in again",
        LibC.Busy => InUse(name),
        _ => $"{name}: cannot be opened: {Marshal.GetPInvokeErrorMessage(error)}",
    };

    private static string InUse(string name) => PortHolder.Of(name) is { Count: > 0 } holders
        ? $"{name}: in use by {string.Join(", ", holders)}"
        : $"{name}: in use by another program; sudo fuser -v {name} tells which";

    private static string Group(string name) => new ExternalTool("stat", "coreutils").Run(".", ["-c", "%G", name]).Output.Trim();
}
