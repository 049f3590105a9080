using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Core.MemoryFiles;

namespace HwGen.Hdlgen;

/// <summary>The memories of a design as a Markdown table: each is as many instances of <c>ram_simple_dual_port</c>.</summary>
internal static class MemoryTable
{
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return InstanceReadme.Table(["memory", "instances", "words", "bits a word", "KiB together"],
        [
            Row("weights, one a mesh column", c.MeshColumns, Depth("weights_00", c.WeightDepth), c.TileColumns * c.ColumnFieldWidth),
            Row("activations, both banks, one a mesh row", c.MeshRows, 2 * c.ActivationDepth, c.TileRows * c.Block * c.ActivationBits),
            Row("tile table", 1, Depth("tiles", c.TileDepth), 64),
            Row("block lists", 1, Depth("lists", c.ListDepth), 64),
            Row("requantization table", 1, Depth("requantize", c.RequantizeDepth), 64 * c.OutputLanes),
            Row("two finished tiles, one a mesh column", c.MeshColumns, 2 * c.MTile, c.TileColumns * c.AccumulatorBits),
        ]);

        int Depth(string name, int words) =>
            c.Preload ? PreloadedMemories.Shapes(c).Single(shape => shape.Name == name).Depth : words;
    }

    private static string[] Row(string name, long instances, long words, long bits) =>
        [name, $"{instances}", $"{words}", $"{bits}", (instances * words * bits / 8192.0).ToString("0.0##", CultureInfo.InvariantCulture)];
}
