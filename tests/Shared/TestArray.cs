using HwGen.Core.Configuration;

namespace HwGen.Tests.Shared;

/// <summary>Configurations that a test needs, in one line.</summary>
internal static class TestArray
{
    /// <summary>An array for N:M; everything else is the default.</summary>
    /// <param name="name">of the configuration</param>
    /// <param name="tile">dot-product units of a TPE</param>
    /// <param name="mesh">TPEs</param>
    /// <param name="block">weights along K in a block</param>
    /// <param name="lanes">multipliers of a dot-product unit</param>
    /// <param name="kept">weights of a block that stay</param>
    public static ArrayConfiguration Of(string name, (int Rows, int Columns) tile, (int Rows, int Columns) mesh, int block, int lanes, int kept) => new()
    {
        Name = name,
        TileRows = tile.Rows,
        TileColumns = tile.Columns,
        MeshRows = mesh.Rows,
        MeshColumns = mesh.Columns,
        Block = block,
        Lanes = lanes,
        Scheme = SchemeKind.Nm,
        Kept = kept,
    };
}
