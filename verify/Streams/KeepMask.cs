using System.Numerics;

namespace HwGen.Verify.Streams;

/// <summary>The bits of tkeep, lowest byte first.</summary>
internal static class KeepMask
{
    /// <summary>How many of the lowest bits are 1.</summary>
    public static int LeadingOnes(ReadOnlySpan<byte> keep, int width)
    {
        var other = keep.IndexOfAnyExcept((byte)0xFF);
        return other < 0 ? width : Math.Min(width, (8 * other) + BitOperations.TrailingZeroCount(~keep[other]));
    }

    /// <summary>Whether a bit is 1.</summary>
    public static bool IsKept(ReadOnlySpan<byte> keep, int index) => ((keep[index / 8] >> (index % 8)) & 1) != 0;

    /// <summary>Sets the lowest bits to 1, the others to 0.</summary>
    public static void Fill(Span<byte> keep, int ones)
    {
        keep[..(ones / 8)].Fill(0xFF);
        if (ones % 8 == 0)
        {
            keep[(ones / 8)..].Clear();
            return;
        }

        keep[ones / 8] = (byte)((1 << (ones % 8)) - 1);
        keep[((ones / 8) + 1)..].Clear();
    }
}
