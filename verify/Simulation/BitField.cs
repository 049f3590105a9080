namespace HwGen.Verify.Simulation;

/// <summary>Fields of bits in little-endian bytes.</summary>
internal static class BitField
{
    public static ulong Get(ReadOnlySpan<byte> bytes, int low, int count)
    {
        ulong value = 0;
        for (var done = 0; done < count;)
        {
            var (place, offset) = Math.DivRem(low + done, 8);
            var take = Math.Min(8 - offset, count - done);
            value |= (((ulong)bytes[place] >> offset) & ((1UL << take) - 1)) << done;
            done += take;
        }

        return value;
    }

    public static void Set(Span<byte> bytes, int low, int count, ulong value)
    {
        for (var done = 0; done < count;)
        {
            var (place, offset) = Math.DivRem(low + done, 8);
            var take = Math.Min(8 - offset, count - done);
            var field = ((1u << take) - 1) << offset;
            bytes[place] = (byte)((bytes[place] & ~field) | (((uint)(value >> done) << offset) & field));
            done += take;
        }
    }
}
