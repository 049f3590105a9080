using System.Numerics;

namespace HwGen.Verify.Axi4;

/// <summary>A burst: which bytes each of its beats carries.</summary>
/// <remarks>The data of a burst are its bytes in the order in which they cross the bus; those below an unaligned address are no
/// part of it. Source: Arm IHI 0022, "Address structure".</remarks>
/// <param name="Address">the address of the first byte</param>
/// <param name="Beats">beats, 1 to 256</param>
/// <param name="BeatBytes">bytes of a whole beat, a power of two from 1 to 128</param>
/// <param name="Kind">how the addresses follow each other</param>
public readonly record struct Axi4Burst(ulong Address, int Beats, int BeatBytes, BurstKind Kind = BurstKind.Incr)
{
    /// <summary>Bytes of a page, which no burst may leave.</summary>
    public const int PageBytes = 4096;

    /// <summary>AxSIZE: the logarithm of the bytes of a beat.</summary>
    public int Size => BitOperations.Log2((uint)BeatBytes);

    /// <summary>Bytes of all beats together.</summary>
    public int ByteCount => OffsetOf(Beats);

    private ulong AlignedAddress => Address & ~((ulong)BeatBytes - 1);

    private int FirstBeatBytes => BeatBytes - (int)(Address - AlignedAddress);

    /// <summary>The address of a beat's first byte.</summary>
    /// <param name="beat">the beat, from 0</param>
    public ulong AddressOf(int beat)
    {
        if (beat == 0 || Kind == BurstKind.Fixed)
            return Address;
        var step = unchecked((ulong)beat * (ulong)BeatBytes);
        if (Kind != BurstKind.Wrap)
            return unchecked(AlignedAddress + step);
        var length = (ulong)(Beats * BeatBytes);
        var offset = Address % length;
        return Address - offset + ((offset + step) % length);
    }

    /// <summary>Bytes that a beat carries: fewer than <see cref="BeatBytes"/> where the address is not aligned.</summary>
    /// <param name="beat">the beat, from 0</param>
    public int BytesOf(int beat) => beat == 0 || Kind == BurstKind.Fixed ? FirstBeatBytes : BeatBytes;

    /// <summary>Where a beat's bytes begin in the data of the burst.</summary>
    /// <param name="beat">the beat, from 0</param>
    public int OffsetOf(int beat) =>
        beat == 0 ? 0 : Kind == BurstKind.Fixed ? beat * FirstBeatBytes : FirstBeatBytes + ((beat - 1) * BeatBytes);

    /// <summary>The longest INCR burst of a stretch of bytes that one burst may be.</summary>
    /// <param name="address">where the stretch begins</param>
    /// <param name="count">its bytes, at least 1</param>
    /// <param name="beatBytes">bytes of a whole beat</param>
    /// <param name="mostBeats">the most beats of a burst</param>
    public static Axi4Burst Longest(ulong address, long count, int beatBytes, int mostBeats = 256)
    {
        var lead = (int)(address % (ulong)beatBytes);
        var end = Math.Min(lead + count, lead + PageBytes - (int)(address % PageBytes));
        var beats = (int)Math.Min(mostBeats, (end + beatBytes - 1) / beatBytes);
        return new Axi4Burst(address, beats, beatBytes);
    }

    /// <summary>Kind, beats, bytes of a beat, address.</summary>
    public override string ToString() => $"{Kind.ToString().ToUpperInvariant()} burst of {Beats} x {BeatBytes} bytes at 0x{Address:x}";
}
