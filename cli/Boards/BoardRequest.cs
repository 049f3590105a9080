using System.Buffers.Binary;

namespace HwGen.Cli.Boards;

/// <summary>One question to <c>uart_bridge</c>.</summary>
/// <param name="Command">what to do</param>
/// <param name="Address">register offset, or for streams 1 where the last word ends a packet</param>
/// <param name="Count">words that are sent or wanted, at most <see cref="MostWords"/></param>
/// <param name="Words">those that are sent, little-endian; empty where words are wanted</param>
/// <remarks>Source: docs/board.md.</remarks>
public sealed record BoardRequest(BoardCommandCode Command, byte Address, int Count, ReadOnlyMemory<byte> Words)
{
    /// <summary>Words of a frame.</summary>
    public const int MostWords = 128;

    private const byte Sync = 0xA5;

    /// <summary>The frame.</summary>
    /// <param name="tag">tells it from the one before</param>
    public byte[] ToBytes(byte tag)
    {
        byte[] frame = [Sync, (byte)Command, tag, Address, (byte)Count, .. Words.Span, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(frame.Length - 2), Crc16.Of(frame.AsSpan(1, frame.Length - 3)));
        return frame;
    }
}
