using System.Runtime.InteropServices;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Transfers into a stream of the accelerator, one at a time.</summary>
/// <remarks>The bytes are read when a transfer starts and compared when it ends: a driver that writes to them meanwhile would send
/// something else on a board.</remarks>
/// <param name="source">drives the stream</param>
/// <param name="name">what messages call it</param>
/// <param name="note">told each packet</param>
internal sealed class OutgoingTransfer(AxiStreamSource source, string name, Action<byte[]> note)
{
    private IntPtr address;
    private byte[]? sent;

    public bool Runs => sent is not null;

    /// <summary>Packets that were started.</summary>
    public int Count { get; private set; }

    public void Start(IntPtr bytes, int count)
    {
        if (Runs)
            throw new InvalidOperationException($"a {name} transfer was started while one runs");
        if (bytes % 64 != 0)
            throw new InvalidOperationException($"a {name} transfer starts at 0x{bytes:x}");
        address = bytes;
        sent = Read(count);
        source.Queue(sent);
        Count++;
        note(sent);
    }

    /// <summary>Notes whether the transfer has ended.</summary>
    public void Update()
    {
        if (sent is null || !source.IsIdle)
            return;
        if (!Read(sent.Length).AsSpan().SequenceEqual(sent))
            throw new InvalidOperationException($"the bytes of a {name} transfer were changed while it ran");
        sent = null;
    }

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        Marshal.Copy(address, bytes, 0, count);
        return bytes;
    }
}
