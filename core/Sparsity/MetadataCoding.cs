using System.Numerics;
using HwGen.Core.Configuration;
using HwGen.Core.Numerics;

namespace HwGen.Core.Sparsity;

/// <summary>How the weight words of one block and output channel say where its weights stand.</summary>
/// <param name="Block">B, weights in a block</param>
/// <param name="Lanes">L, weights in a step</param>
/// <remarks>Slot j of a block is lane j % L of step j / L. Source: docs/design.md, sections 2 and 3.</remarks>
public abstract record MetadataCoding(int Block, int Lanes)
{
    /// <summary>Which coding this is.</summary>
    public abstract MetadataKind Kind { get; }

    /// <summary>Bits per step.</summary>
    public abstract int Width { get; }

    /// <summary>Bits of one index, max(1, ceil(log2 B)).</summary>
    public int IndexWidth => BitOperations.Log2((uint)Math.Max(1, Block - 1)) + 1;

    /// <summary>The coding of a configuration.</summary>
    public static MetadataCoding For(ArrayConfiguration configuration) =>
        Of(configuration.Metadata, configuration.Block, configuration.Lanes);

    /// <summary>The coding of a kind.</summary>
    public static MetadataCoding Of(MetadataKind kind, int block, int lanes) => kind switch
    {
        MetadataKind.None => new NoMetadata(block, lanes),
        MetadataKind.Index => new IndexMetadata(block, lanes),
        _ => new BitmaskMetadata(block, lanes),
    };

    /// <summary>Every coding, for a block and lanes.</summary>
    public static IReadOnlyList<MetadataCoding> All(int block, int lanes) =>
        [.. Enum.GetValues<MetadataKind>().Select(kind => Of(kind, block, lanes))];

    /// <summary>Clocks of a block.</summary>
    /// <param name="kept">weights with a slot, 0 to Block</param>
    public virtual int Steps(int kept) => Math.Max(1, (kept + Lanes - 1) / Lanes);

    /// <summary>The slot of the kept weight number <paramref name="rank"/>, which stands at <paramref name="position"/>.</summary>
    public virtual int Slot(int rank, int position) => rank;

    /// <summary>Metadata bits of a whole block and output channel.</summary>
    public int BitsPerBlock(int kept) => Width * Steps(kept);

    /// <summary>Fewest bits that can tell which <paramref name="kept"/> of <paramref name="block"/> positions are kept: log2 C(B,k).</summary>
    public static double EntropyBits(int block, int kept)
    {
        double bits = 0;
        for (int i = 1; i <= kept; i++)
            bits += Math.Log2((block - kept + i) / (double)i);
        return bits;
    }

    /// <summary>Writes the metadata of one step; the target holds zeros.</summary>
    /// <param name="bits">target</param>
    /// <param name="offset">first bit of the field</param>
    /// <param name="positions">kept positions of the whole block, ascending</param>
    /// <param name="step">0 to steps - 1</param>
    public abstract void Write(PackedBits bits, long offset, ReadOnlySpan<int> positions, int step);

    /// <summary>Reads the metadata of a whole block.</summary>
    /// <param name="fields">one field per step: the target and its first bit</param>
    /// <returns>position of each slot [steps*L], -1 for a slot that stands for no position</returns>
    /// <exception cref="MetadataException">bits that no encoder writes</exception>
    public abstract int[] Read(MetadataFields fields);
}
