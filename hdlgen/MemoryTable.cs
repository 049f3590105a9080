using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>The memories of a design as a Markdown table.</summary>
internal static class MemoryTable
{
    public static string Print(ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        return InstanceReadme.Table(["memory", "words", "bits a word", "KiB"],
        [
            Row("weights", c.WeightDepth, c.WeightWordWidth),
            Row("activations, two banks", 2 * c.ActivationDepth, c.ActivationMemoryWidth),
            Row("tile table", c.TileDepth, 64),
            Row("block lists", c.ListDepth, 64),
            Row("requantization table", c.RequantizeDepth, 64 * c.OutputLanes),
        ]);
    }

    private static string[] Row(string name, long words, long bits) =>
        [name, $"{words}", $"{bits}", $"{words * bits / 8192.0:0.0}"];
}
