using System.Buffers.Binary;

namespace HwGen.Core.Driver;

/// <summary>Writes the 32-bit little-endian words of a plan.</summary>
internal sealed class PlanWords
{
    private readonly List<int> words = [];

    public int Count => words.Count;

    public PlanWords Add(params ReadOnlySpan<int> numbers)
    {
        words.AddRange(numbers);
        return this;
    }

    public PlanWords Add(uint number) => Add(unchecked((int)number));

    /// <summary>An offset or a size.</summary>
    /// <exception cref="OverflowException">above 4 GiB</exception>
    public PlanWords AddSize(long bytes) => Add(checked((uint)bytes));

    /// <summary>A double, the low word first.</summary>
    public PlanWords Add(double real)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(real);
        return Add((uint)bits).Add((uint)(bits >> 32));
    }

    public PlanWords Add(PlanWords others)
    {
        words.AddRange(others.words);
        return this;
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[4 * words.Count];
        for (int i = 0; i < words.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4 * i), words[i]);
        return bytes;
    }
}
