using System.Numerics;

namespace HwGen.Core.Configuration;

/// <summary>What the user chooses about an array, as in the YAML file, and what follows from it.</summary>
/// <remarks>A value from <see cref="ConfigurationReader"/> obeys <see cref="ConfigurationRules"/>; one that is put together in
/// code is checked by <see cref="ConfigurationRules.Require"/>. Source: docs/design.md, section 1.</remarks>
public sealed record ArrayConfiguration
{
    /// <summary>Letters, digits, '.', '_', '-'.</summary>
    public required string Name { get; init; }

    /// <summary>A: dot-product units in a TPE along M, 1 to 16.</summary>
    public required int TileRows { get; init; }

    /// <summary>C: dot-product units in a TPE along N, 1 to 16.</summary>
    public required int TileColumns { get; init; }

    /// <summary>R: TPEs in the array along M, 1 to 64.</summary>
    public required int MeshRows { get; init; }

    /// <summary>Q: TPEs in the array along N, 1 to 64.</summary>
    public required int MeshColumns { get; init; }

    /// <summary>B: weights in a K-block, 1 to 32.</summary>
    public required int Block { get; init; }

    /// <summary>L: multipliers per dot-product unit, 1 to <see cref="Block"/>.</summary>
    public required int Lanes { get; init; }

    /// <summary>Which weights the pruner may remove.</summary>
    public SchemeKind Scheme { get; init; } = SchemeKind.Dense;

    /// <summary>Weights of a block that the pruner keeps, 1 to <see cref="Block"/>; the hardware runs every number from 1 to Block.</summary>
    public required int Kept { get; init; }

    /// <summary>K-blocks of an N-tile that the pruner keeps, in percent, 1 to 100.</summary>
    public int BlockPercent { get; init; } = 100;

    /// <summary>Patterns of a layer at most, for the scheme <c>pattern</c>.</summary>
    public int Patterns { get; init; } = ConfigurationRules.UsualPatterns;

    /// <summary>Metadata asked for; null is <c>auto</c>.</summary>
    public MetadataKind? MetadataChoice { get; init; }

    /// <summary>2 to 16.</summary>
    public int ActivationBits { get; init; } = 8;

    /// <summary>2 to 16.</summary>
    public int WeightBits { get; init; } = 8;

    /// <summary>8 to 32, at least activation + weight bits.</summary>
    public int AccumulatorBits { get; init; } = 32;

    /// <summary>Weight memory in KiB.</summary>
    public int WeightKib { get; init; } = 64;

    /// <summary>Activation memory in KiB, both banks together.</summary>
    public int ActivationKib { get; init; } = 32;

    /// <summary>N-tiles of all resident images.</summary>
    public int Tiles { get; init; } = 256;

    /// <summary>Block-list entries of all resident images.</summary>
    public int ListEntries { get; init; } = 4096;

    /// <summary>Whether the memories start with an image: on an FPGA their contents stand in the bitstream. No part of the hash.</summary>
    public bool Preload { get; init; }

    /// <summary>Weight stream width asked for; null is <c>auto</c>.</summary>
    public int? WeightStreamChoice { get; init; }

    /// <summary>Activation stream width asked for; null is <c>auto</c>.</summary>
    public int? ActivationStreamChoice { get; init; }

    /// <summary>Output stream width asked for; null is <c>auto</c>.</summary>
    public int? OutputStreamChoice { get; init; }

    /// <summary>Arithmetic asked for; null is <c>auto</c>.</summary>
    public ArithmeticKind? ArithmeticChoice { get; init; }

    /// <summary>Period of the clock in nanoseconds, 0.5 to 1000: what constraints ask of synthesis; no part of the hardware.</summary>
    public decimal ClockPeriodNs { get; init; } = 10;

    /// <summary>Output rows computed together, A*R.</summary>
    public int MTile => TileRows * MeshRows;

    /// <summary>Output channels computed together, C*Q.</summary>
    public int NTile => TileColumns * MeshColumns;

    /// <summary>True where the scheme keeps every weight of a block that stays.</summary>
    public bool KeepsWholeBlocks => Scheme is SchemeKind.Dense or SchemeKind.Block or SchemeKind.Column or SchemeKind.Pivot;

    /// <summary>Bits of one index, max(1, ceil(log2 B)).</summary>
    public int IndexWidth => BitOperations.Log2((uint)Math.Max(1, Block - 1)) + 1;

    /// <summary>Metadata in use.</summary>
    public MetadataKind Metadata => MetadataChoice ?? (
        KeepsWholeBlocks || Block == 1 ? MetadataKind.None
        : Lanes * IndexWidth <= Block ? MetadataKind.Index
        : MetadataKind.Bitmask);

    /// <summary>Metadata bits per output channel and step.</summary>
    public int MetadataWidth => Metadata switch
    {
        MetadataKind.None => 0,
        MetadataKind.Index => Lanes * IndexWidth,
        _ => Block,
    };

    /// <summary>Bits per output channel and step: L weights, then the metadata.</summary>
    public int ColumnFieldWidth => (Lanes * WeightBits) + MetadataWidth;

    /// <summary>Bits of a weight word: one step of an N-tile.</summary>
    public int WeightWordWidth => NTile * ColumnFieldWidth;

    /// <summary>Bits in which an activation or an output travels, 8 or 16.</summary>
    public int ContainerBits => ActivationBits <= 8 ? 8 : 16;

    /// <summary>Bits of an activation word in the stream: one K-block of an M-tile.</summary>
    public int ActivationWordWidth => MTile * Block * ContainerBits;

    /// <summary>Bits of an activation word in memory.</summary>
    public int ActivationMemoryWidth => MTile * Block * ActivationBits;

    /// <summary>Words of the weight memory.</summary>
    public int WeightDepth => (int)(WeightKib * 8192L / WeightWordWidth);

    /// <summary>Words of ONE of the two activation banks.</summary>
    public int ActivationDepth => (int)(ActivationKib * 4096L / ActivationMemoryWidth);

    /// <summary>Entries of the tile table.</summary>
    public int TileDepth => Tiles;

    /// <summary>64-bit words of the block lists, four entries each.</summary>
    public int ListDepth => ListEntries / 4;

    /// <summary>D: outputs requantized per clock, a divisor of <see cref="NTile"/>.</summary>
    public int OutputLanes => OutputStreamChoice is { } bits ? bits / 32 : DerivedWidths.OutputLanes(MTile, NTile, Block);

    /// <summary>Words of the requantization table, <see cref="OutputLanes"/> entries each.</summary>
    public int RequantizeDepth => TileDepth * (NTile / OutputLanes);

    /// <summary>Width of the weight stream.</summary>
    public int WeightStreamBits => WeightStreamChoice ?? DerivedWidths.Stream(WeightWordWidth);

    /// <summary>Width of the activation stream.</summary>
    public int ActivationStreamBits => ActivationStreamChoice ?? DerivedWidths.Stream(ActivationWordWidth);

    /// <summary>Width of the output stream, 32 per output lane.</summary>
    public int OutputStreamBits => 32 * OutputLanes;

    /// <summary>How the dot product is written; <c>auto</c> is context for one lane, otherwise concatenation.</summary>
    public ArithmeticKind Arithmetic => ArithmeticChoice
        ?? (Lanes == 1 ? ArithmeticKind.Context : ArithmeticKind.Concatenation);

    /// <summary>Smallest activation or output, -2^(bits-1).</summary>
    public int ActivationMinimum => -(1 << (ActivationBits - 1));

    /// <summary>Largest activation or output, 2^(bits-1)-1.</summary>
    public int ActivationMaximum => (1 << (ActivationBits - 1)) - 1;

    /// <summary>Smallest weight, -2^(bits-1).</summary>
    public int WeightMinimum => -(1 << (WeightBits - 1));

    /// <summary>Largest weight, 2^(bits-1)-1.</summary>
    public int WeightMaximum => (1 << (WeightBits - 1)) - 1;

    /// <summary>The parameters of the generated top in the order of the canonical text, then CONFIGURATION_HASH, ARITHMETIC and PRELOAD.</summary>
    public IReadOnlyList<VerilogParameter> VerilogParameters => ConfigurationIdentity.Parameters(this);

    /// <summary>The hardware parameters, one <c>NAME=value</c> a line, over which <see cref="Hash"/> runs.</summary>
    public string CanonicalText => ConfigurationIdentity.CanonicalText(this);

    /// <summary>First four bytes, little-endian, of SHA-256 over <see cref="CanonicalText"/>.</summary>
    public uint Hash => ConfigurationIdentity.Hash(this);

    /// <summary>Name of the generated top: <c>hwgen_</c> and the name, other characters than [A-Za-z0-9_] replaced by '_'.</summary>
    public string ModuleName => ConfigurationIdentity.ModuleName(Name);

    /// <summary>Clocks that a block with <paramref name="kept"/> weights takes.</summary>
    /// <param name="kept">1 to Block; not looked at if there is no metadata, when the whole block is stored</param>
    /// <returns>ceil(kept/L), or ceil(B/L) without metadata</returns>
    public int Steps(int kept)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kept, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kept, Block);
        int slots = Metadata == MetadataKind.None ? Block : kept;
        return (slots + Lanes - 1) / Lanes;
    }
}
