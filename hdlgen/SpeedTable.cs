using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Core.Jobs;

namespace HwGen.Hdlgen;

/// <summary>What a design computes per clock at best, for each number of kept weights.</summary>
internal static class SpeedTable
{
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        string table = InstanceReadme.Table(["kept of a block", "clocks a block", "multiply-adds a clock, of the dense GEMM"],
            Enumerable.Range(1, c.Block).GroupBy(c.Steps).Select(kept => new[]
            {
                $"{Span(kept.First(), kept.Last())} of {c.Block}", $"{kept.Key}", ((double)c.MTile * c.NTile * c.Block / kept.Key).ToString("0.#", CultureInfo.InvariantCulture),
            }));
        return $"""
            Multipliers: {c.MTile * c.NTile * c.Lanes}. Ideal clocks of a GEMM: ceil(M/{c.MTile}) * sum over its N-tiles of blocks * clocks a block.

            {table}

            Latency: {CycleModel.OutputLatency(c)} clocks from the last step of a tile to its first result on `m_axis_out`, through the mesh, requantization and
            packing; results of {c.ContainerBits} bits wait until {32 / c.ContainerBits} of each lane fill a beat. Tiles follow each other without a gap where each takes at least {CycleModel.GapFreeSteps(c)}
            clocks (blocks * clocks a block); shorter ones wait for the drain, and COUNT_WAIT_OUTPUT counts these clocks.
            """.ReplaceLineEndings("\n");
    }

    private static string Span(int first, int last) => first == last ? $"{first}" : $"{first} to {last}";
}
