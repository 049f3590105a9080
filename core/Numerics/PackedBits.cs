namespace HwGen.Core.Numerics;

/// <summary>Fields of bits in a run of bytes; bit 0 is bit 0 of byte 0.</summary>
public sealed class PackedBits(byte[] bytes)
{
    /// <summary>The bytes themselves.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Zeros for a number of bits, rounded up to bytes.</summary>
    public static PackedBits Zeros(long bits) => new(new byte[checked((int)((bits + 7) / 8))]);

    /// <summary>An unsigned field.</summary>
    /// <param name="offset">bits from the start</param>
    /// <param name="width">0 to 32</param>
    public uint Get(long offset, int width)
    {
        ulong value = 0;
        for (int done = 0; done < width;)
        {
            int inByte = (int)((offset + done) & 7);
            value |= (ulong)(uint)(bytes[(offset + done) >> 3] >> inByte) << done;
            done += 8 - inByte;
        }

        return (uint)(value & ((1UL << width) - 1));
    }

    /// <summary>A two's complement field.</summary>
    /// <param name="offset">bits from the start</param>
    /// <param name="width">1 to 32</param>
    public int GetSigned(long offset, int width) => (int)(Get(offset, width) << (32 - width)) >> (32 - width);

    /// <summary>Writes the low bits of a value, signed or not.</summary>
    /// <param name="offset">bits from the start</param>
    /// <param name="width">0 to 32</param>
    /// <param name="value">its bits above width are left out</param>
    public void Set(long offset, int width, uint value)
    {
        for (int done = 0; done < width;)
        {
            int inByte = (int)((offset + done) & 7);
            int count = Math.Min(8 - inByte, width - done);
            int mask = ((1 << count) - 1) << inByte;
            ref byte target = ref bytes[(offset + done) >> 3];
            target = (byte)((target & ~mask) | (((int)(value >> done) << inByte) & mask));
            done += count;
        }
    }
}
