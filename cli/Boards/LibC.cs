using System.Runtime.InteropServices;

namespace HwGen.Cli.Boards;

/// <summary>What .NET does not offer of Linux: terminals without line discipline, and pseudo-terminals.</summary>
internal static partial class LibC
{
    public const int ReadWrite = 0x2, NoControl = 0x100, NonBlocking = 0x800, NotInherited = 0x80000;  // O_CLOEXEC
    public const short Readable = 0x1, Writable = 0x4;
    public const int LockExclusive = 2, LockNonBlocking = 4, LockRelease = 8;
    public const nuint SetExclusive = 0x540C, ClearExclusive = 0x540D;  // TIOCEXCL, TIOCNXCL
    public const nuint GetSerial = 0x541E, SetSerial = 0x541F;  // TIOCGSERIAL, TIOCSSERIAL
    public const int NoEntry = 2, Interrupted = 4, Again = 11, Busy = 16, NoTerminal = 25, Permission = 13, NoDevice = 19, NoSuchDevice = 6, IoError = 5;

    /// <summary>struct termios of glibc and musl, 60 bytes, filled in by their own functions.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public unsafe struct Termios
    {
        public uint Input, Output, Control, Local;
        public byte Line;
        public fixed byte Characters[32];
        public uint InputSpeed, OutputSpeed;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct PollFile
    {
        public int File;
        public short Events, Returned;
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(int file, Span<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(ref PollFile files, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    public static partial int Lock(int file, int operation);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request);

    [LibraryImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(int file, nuint request, Span<byte> argument);

    [LibraryImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    public static partial int GetAttributes(int file, out Termios attributes);

    [LibraryImport("libc", EntryPoint = "tcsetattr", SetLastError = true)]
    public static partial int SetAttributes(int file, int when, in Termios attributes);

    [LibraryImport("libc", EntryPoint = "cfmakeraw")]
    public static partial void MakeRaw(ref Termios attributes);

    [LibraryImport("libc", EntryPoint = "cfsetspeed", SetLastError = true)]
    public static partial int SetSpeed(ref Termios attributes, uint speed);

    [LibraryImport("libc", EntryPoint = "tcflush")]
    public static partial int Flush(int file, int which);

    [LibraryImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    public static partial int OpenPseudoTerminal(int flags);

    [LibraryImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    public static partial int Grant(int file);

    [LibraryImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    public static partial int Unlock(int file);

    [LibraryImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    public static partial int SlaveName(int file, Span<byte> name, nint length);
}
