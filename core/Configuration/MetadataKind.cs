namespace HwGen.Core.Configuration;

/// <summary>How a weight word says where its weights stand in the block. The number is the Verilog parameter METADATA.</summary>
public enum MetadataKind
{
    /// <summary>Nothing is stored: slot j is position j of the block.</summary>
    None = 0,

    /// <summary>One index per lane.</summary>
    Index = 1,

    /// <summary>One bit per position, in the first step of a block.</summary>
    Bitmask = 2,
}
