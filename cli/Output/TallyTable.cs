using HwGen.Cli.Simulation;

namespace HwGen.Cli.Output;

/// <summary>The layers of a network that ran on the array, one row each.</summary>
internal static class TallyTable
{
    public static ResultTable Of(IReadOnlyList<LayerTally> layers)
    {
        var table = new ResultTable(
            "layer", ">M", ">K", ">N", ">density", ">jobs", ">clocks", ">ideal", ">ideal is", ">faster than dense", "bit-exact");
        foreach (LayerTally layer in layers)
            table.Add(
                layer.Layer.Name, $"{layer.Rows}", $"{layer.Layer.K}", $"{layer.Layer.N}", $"{100 * layer.Density:0.0}%", $"{layer.Images.Count}",
                $"{layer.Cycles.Counted.Array}", $"{layer.Cycles.Ideal}", $"{100.0 * layer.Cycles.Ideal / layer.Cycles.Counted.Array:0.0}%",
                $"{(double)layer.DenseCycles / layer.Cycles.Counted.Array:0.00}x", layer.Mismatches == 0 ? "yes" : $"no, {layer.Mismatches} differ");
        return table;
    }
}
