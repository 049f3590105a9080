using HwGen.Cli.Boards;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>A line that damages bytes in both directions and swallows some.</summary>
internal sealed class FrailLine(ISerialLine inner, int seed, double chance) : ISerialLine
{
    private readonly Random random = new(seed);

    public string Name => inner.Name;

    public void Write(ReadOnlySpan<byte> bytes) => inner.Write(Damage(bytes.ToArray()));

    public int Read(Span<byte> bytes, TimeSpan patience)
    {
        Span<byte> arrived = bytes;
        int count = inner.Read(arrived, patience);
        byte[] left = Damage(bytes[..count].ToArray());
        left.CopyTo(bytes);
        return count == 0 || left.Length > 0 ? left.Length : Read(bytes, patience);
    }

    public void Dispose() => inner.Dispose();

    private byte[] Damage(byte[] bytes) =>
        [.. bytes.Where(_ => random.NextDouble() >= chance / 2).Select(value => random.NextDouble() < chance / 2 ? (byte)(value ^ (1 << random.Next(8))) : value)];
}
