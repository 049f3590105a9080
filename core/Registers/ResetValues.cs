using HwGen.Core.Configuration;
using static HwGen.Core.Registers.RegisterMap;

namespace HwGen.Core.Registers;

/// <summary>What the registers read after reset: identity and capabilities follow from the configuration.</summary>
/// <remarks>Source: docs/design.md, section 6.</remarks>
public static class ResetValues
{
    /// <summary>The word that <paramref name="register"/> reads after reset.</summary>
    public static uint Of(Register register, ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return register.Name switch
        {
            "CTRL" => Word(Ctrl, ("IDLE", 1), ("READY", 1)),
            "MAGIC" => MagicValue,
            "VERSION" => VersionValue,
            "CONFIGURATION_HASH" => c.Hash,
            "CAP_TILE" => Word(CapTile, ("TILE_ROWS", c.TileRows), ("TILE_COLUMNS", c.TileColumns)),
            "CAP_MESH" => Word(CapMesh, ("MESH_ROWS", c.MeshRows), ("MESH_COLUMNS", c.MeshColumns)),
            "CAP_BLOCK" => Word(CapBlock, ("BLOCK", c.Block), ("LANES", c.Lanes), ("METADATA", (int)c.Metadata), ("OUTPUT_LANES", c.OutputLanes)),
            "CAP_NUMBERS" => Word(CapNumbers, ("ACTIVATION_W", c.ActivationBits), ("WEIGHT_W", c.WeightBits), ("ACCUMULATOR_W", c.AccumulatorBits)),
            "CAP_WEIGHT_DEPTH" => (uint)c.WeightDepth,
            "CAP_ACTIVATION_DEPTH" => (uint)c.ActivationDepth,
            "CAP_TILE_DEPTH" => (uint)c.TileDepth,
            "CAP_LIST_DEPTH" => (uint)c.ListDepth,
            "CAP_STREAMS" => Word(CapStreams, ("WEIGHT_STREAM_W", c.WeightStreamBits), ("ACTIVATION_STREAM_W", c.ActivationStreamBits)),
            _ => 0,
        };
    }

    private static uint Word(Register register, params ReadOnlySpan<(string Field, int Value)> values)
    {
        uint word = 0;
        foreach ((string field, int value) in values)
            word |= register.Field(field).Insert((uint)value);
        return word;
    }
}
