using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>What a design computes per clock at best, for each number of kept weights.</summary>
internal static class SpeedTable
{
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        string table = InstanceReadme.Table(["kept of a block", "clocks a block", "multiply-adds a clock, of the dense GEMM"],
            Enumerable.Range(1, c.Block).Select(kept => new[]
            {
                $"{kept} of {c.Block}", $"{c.Steps(kept)}", $"{(double)c.MTile * c.NTile * c.Block / c.Steps(kept):0.#}",
            }));
        return $"""
            {c.MTile * c.NTile * c.Lanes} multipliers. Ideal clocks of a GEMM: ceil(M/{c.MTile}) * sum over its N-tiles of blocks * clocks a block.

            {table}

            Latency: {c.MeshRows + c.MeshColumns + 12} to {c.MeshRows + c.MeshColumns + 16} clocks from the last step of a tile to its first beat on `m_axis_out`: results pass {c.MeshRows}
            rows and {c.MeshColumns} columns of the mesh, then requantization and packing. Tiles follow each other without a gap.
            """.ReplaceLineEndings("\n");
    }
}
