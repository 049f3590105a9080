using HwGen.Core.MemoryFiles;

namespace HwGen.Cli.Bitstreams;

/// <summary>What one column of a block RAM holds of a memory: one bit of 256 words that stand <paramref name="Stride"/> apart.</summary>
/// <remarks>Yosys uses a block as 256 x 16, 512 x 8, 1024 x 4 or 2048 x 2. The low bits of the address then choose among columns, so that a column's words
/// stand 1, 2, 4 or 8 apart. (icebram knows neighbouring words only.)</remarks>
/// <param name="Memory">number of the memory</param>
/// <param name="Bit">of its words</param>
/// <param name="Stride">1, 2, 4 or 8</param>
/// <param name="First">address of the first word</param>
public sealed record MemoryColumn(int Memory, int Bit, int Stride, int First)
{
    private static readonly int[] Strides = [1, 2, 4, 8];

    /// <summary>Every column that a block RAM may hold of a memory.</summary>
    /// <param name="memory">its number</param>
    /// <param name="shape">its width and depth</param>
    public static IEnumerable<MemoryColumn> Of(int memory, MemoryShape shape) =>
        from stride in Strides
        from first in Enumerable.Range(0, shape.Depth).Where(word => word % (ColumnBits.Length * stride) < stride)
        from bit in Enumerable.Range(0, shape.Width)
        select new MemoryColumn(memory, bit, stride, first);

    /// <summary>Addresses of its words; those beyond the memory's depth are left out.</summary>
    public IEnumerable<int> Addresses(int depth) =>
        Enumerable.Range(0, ColumnBits.Length).Select(word => First + (word * Stride)).TakeWhile(address => address < depth);

    /// <summary>Its bits; 0 beyond the memory's depth.</summary>
    public ColumnBits Read(MemoryWords words) => ColumnBits.Of(word =>
        First + (word * Stride) is var address && address < words.Shape.Depth && (words.Word(address)[Bit / 8] >> (Bit % 8) & 1) != 0);
}
