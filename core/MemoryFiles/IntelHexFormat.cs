using System.Globalization;
using System.Text;

namespace HwGen.Core.MemoryFiles;

/// <summary>Standard Intel HEX: byte addresses from 0, each word in whole little-endian bytes, 16 bytes a record.</summary>
/// <remarks>For flash programmers. Quartus counts words in its .hex and wants big-endian records: give it the .mif. The extension is ihex so that
/// nobody mistakes it.</remarks>
public sealed class IntelHexFormat : MemoryFormat
{
    private const int RecordBytes = 16;
    private const string End = ":00000001FF";

    public override string Extension => "ihex";

    public override string Purpose => "flash programmers";

    public override byte[] Write(MemoryWords words)
    {
        var text = new StringBuilder();
        foreach (string line in Records(words.Bytes))
            text.Append(line).Append('\n');
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        var lines = new TextLines(file, where);
        byte[] bytes = new byte[shape.Depth * shape.WordBytes];
        int done = 0;
        for (string line = lines.Next("a record"); line != End; line = lines.Next("a record"))
        {
            byte[] record = Record(line, lines);
            if (record[3] == 4)
            {
                if (done != (record[4] << 24 | record[5] << 16))
                    throw lines.Refusal($"upper address 0x{record[4]:X2}{record[5]:X2}", $"the one of byte 0x{done:X}: no gaps");
                continue;
            }

            if (record[3] != 0 || (record[1] << 8 | record[2]) != (done & 0xFFFF))
                throw lines.Refusal($"type {record[3]}, address 0x{record[1]:X2}{record[2]:X2}", $"data at 0x{done & 0xFFFF:X4}: no gaps");
            if (done + record[0] > bytes.Length)
                throw lines.Refusal($"{done + record[0]} bytes", $"{bytes.Length} in all");
            record.AsSpan(4, record[0]).CopyTo(bytes.AsSpan(done));
            done += record[0];
        }

        if (done != bytes.Length)
            throw lines.Refusal($"{done} bytes", $"{bytes.Length}: {shape.Depth} words of {shape.WordBytes} bytes");
        lines.ExpectEnd(shape);
        WholeBytes.Require(bytes, shape, where);
        return new MemoryWords(shape, bytes);
    }

    private static IEnumerable<string> Records(ReadOnlyMemory<byte> bytes)
    {
        for (int offset = 0; offset < bytes.Length; offset += RecordBytes)
        {
            if (offset > 0 && offset % 0x10000 == 0)
                yield return Line(0, 4, [(byte)(offset >> 24), (byte)(offset >> 16)]);
            yield return Line(offset & 0xFFFF, 0, bytes.Span.Slice(offset, Math.Min(RecordBytes, bytes.Length - offset)));
        }

        yield return End;
    }

    private static string Line(int address, byte type, ReadOnlySpan<byte> data)
    {
        byte[] record = [(byte)data.Length, (byte)(address >> 8), (byte)address, type, .. data];
        return $":{Convert.ToHexString(record)}{(byte)-record.Sum(value => value):X2}";
    }

    private static byte[] Record(string line, TextLines lines)
    {
        if (line.Length < 11 || line.Length % 2 == 0 || line[0] != ':' || line.AsSpan(1).ContainsAnyExcept("0123456789abcdefABCDEF"))
            throw lines.Refusal($"\"{line}\"", "a record: a colon, then pairs of hexadecimal digits");
        byte[] record = Convert.FromHexString(line.AsSpan(1));
        if (record[0] != record.Length - 5 || (record[3] == 4 && record[0] != 2))
            throw lines.Refusal($"a record of {record.Length - 5} bytes", $"{record[0]} bytes, as its first byte says");
        byte expected = (byte)-record[..^1].Sum(value => value);
        return record[^1] == expected ? record : throw lines.Refusal(
            $"checksum {record[^1].ToString("X2", CultureInfo.InvariantCulture)}", $"{expected:X2}");
    }
}
