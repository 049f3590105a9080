using System.Buffers.Binary;
using System.Diagnostics;
using HwGen.Core.Errors;

namespace HwGen.Cli.Boards;

/// <summary>Asks <c>uart_bridge</c> over a serial line and sees to it that each question is answered and acted on once.</summary>
/// <remarks>A frame that was damaged on the way is sent again with its tag; the bridge does not act on a tag twice. A line that never falls silent
/// is given up, too.</remarks>
/// <param name="line">to the board</param>
/// <param name="patience">how long an answer may take</param>
public sealed class BoardLink(ISerialLine line, TimeSpan patience)
{
    private const int Attempts = 6;
    private const byte Sync = 0x5A;

    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(1);

    private readonly List<byte> heard = [];  // the first bytes since a question was asked first
    private byte tag;
    private bool isAnswered;  // once, at least

    /// <summary>Frames that had to be sent again.</summary>
    public int Repeats { get; private set; }

    /// <summary>Bytes sent and received.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why a question failed; none as long as all were answered.</summary>
    public LinkFault Fault { get; private set; }

    /// <summary>Asks, and asks again if the answer is missing or damaged.</summary>
    /// <exception cref="CheckFailedException">the board does not answer, or damage does not end</exception>
    public BoardAnswer Ask(BoardRequest request)
    {
        byte[] frame = request.ToBytes(++tag);
        string? problem = null;
        heard.Clear();
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (attempt > 0)
            {
                Repeats++;
                Drain();
            }

            line.Write(frame);
            Bytes += frame.Length;
            BoardAnswer? answer = Receive(request, out problem);
            isAnswered |= answer is not null;
            if (answer is { Status: BoardStatus.Done })
                return answer;
            problem ??= $"the board refuses the frame: {Reason(answer!.Status)}";
        }

        Fault = heard.Count == 0 ? LinkFault.Silent
            : isAnswered ? LinkFault.Damaged
            : heard.Take(frame.Length).SequenceEqual(frame.Take(heard.Count)) ? LinkFault.Echo : LinkFault.Garbled;
        string what = Fault switch
        {
            LinkFault.Silent => $"no answer within {patience.TotalSeconds:0.##} s, not one byte",
            LinkFault.Echo => "the line gives back what is sent",
            LinkFault.Garbled => $"no answer, but bytes that are none: {string.Join(' ', heard.Take(8).Select(value => $"{value:x2}"))}{(heard.Count > 8 ? " ..." : "")}",
            _ => problem!,
        };
        throw new CheckFailedException($"{line.Name}: {what} ({Attempts} attempts)");
    }

    private BoardAnswer? Receive(BoardRequest request, out string? problem)
    {
        Span<byte> start = stackalloc byte[1];
        Span<byte> header = stackalloc byte[4];
        var watch = Stopwatch.StartNew();
        while (true)
        {
            do
            {
                if (watch.Elapsed > patience || !Fill(start))
                {
                    problem = $"no answer within {patience.TotalSeconds:0.##} s";
                    return null;
                }
            }
            while (start[0] != Sync);
            if (!Fill(header))
            {
                problem = "an answer broke off";
                return null;
            }

            int count = header[3];
            bool brings = request.Command is BoardCommandCode.ReadRegisters or BoardCommandCode.TakeOutputs;
            byte[] rest = new byte[(brings && header[0] == 0 ? 4 * Math.Min(count, BoardRequest.MostWords) : 0) + 2];
            if (!Fill(rest))
            {
                problem = "an answer broke off";
                return null;
            }

            if (Crc16.Of([.. header, .. rest.AsSpan(0, rest.Length - 2)]) != BinaryPrimitives.ReadUInt16BigEndian(rest.AsSpan(rest.Length - 2)))
            {
                problem = "an answer came with a wrong checksum";
                return null;
            }

            var status = (BoardStatus)header[0];
            if (status == BoardStatus.Done && header[1] != tag)
                continue;  // of an earlier frame
            if (count > request.Count)
            {
                problem = $"an answer speaks of {count} words, {request.Count} were asked for";
                return null;
            }

            problem = null;
            return new BoardAnswer(status, count, (header[2] & 1) != 0, rest[..^2]);
        }
    }

    private bool Fill(Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            int count = line.Read(bytes, patience);
            if (count == 0)
                return false;
            Bytes += count;
            if (heard.Count < BoardRequest.MostWords)
                heard.AddRange(bytes[..count]);
            bytes = bytes[count..];
        }

        return true;
    }

    // What was on its way is of the attempt before. The bridge speaks of a broken frame after a silence of 44 ms.
    private void Drain()
    {
        byte[] rest = new byte[256];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < (patience < LongestDrain ? patience : LongestDrain) && line.Read(rest, Silence) > 0)
        {
        }
    }

    private static string Reason(BoardStatus status) => status switch
    {
        BoardStatus.Checksum => "wrong checksum",
        BoardStatus.Command => "unknown command",
        BoardStatus.Length => "too many words",
        BoardStatus.Framing => "a byte without stop bit; is the baud rate right?",
        BoardStatus.Silence => "it stopped before its end",
        _ => $"status {(byte)status}",
    };
}
