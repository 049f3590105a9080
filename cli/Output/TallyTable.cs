using HwGen.Cli.Simulation;

namespace HwGen.Cli.Output;

/// <summary>The layers of a network that ran on the array, one row each, and their sum.</summary>
internal static class TallyTable
{
    public static ResultTable Of(IReadOnlyList<LayerTally> layers)
    {
        bool isTimed = layers.All(layer => layer.Dense is not null);
        string[] dense = isTimed ? [">dense", ">faster"] : [];
        var table = new ResultTable(
            ["layer", ">M", ">K", ">N", ">density", ">jobs", ">clocks", ">in use", ">no input", ">no weights", ">no room", .. dense, "bit-exact"]);
        foreach (LayerTally layer in layers)
            table.Add(
            [
                layer.Layer.Name, $"{layer.Rows}", $"{layer.Layer.K}", $"{layer.Layer.N}", Percent(layer.Density, 1), $"{layer.Images.Count}",
                .. Clocks(layer.Cycles, layer.Dense), Verdict(layer.Mismatches),
            ]);
        return table.Add(
        [
            "total", "", "", "", Percent(layers.Sum(layer => layer.Nonzeros), layers.Sum(layer => layer.Layer.WeightCount)), $"{layers.Sum(layer => layer.Images.Count)}",
            .. Clocks(Sum(layers.Select(layer => layer.Cycles)), isTimed ? Sum(layers.Select(layer => layer.Dense!)) : null), Verdict(layers.Sum(layer => layer.Mismatches)),
        ]);
    }

    public static LayerCycles Sum(IEnumerable<LayerCycles> cycles) => cycles.Aggregate(LayerCycles.Zero, (sum, layer) => sum + layer);

    private static string[] Clocks(LayerCycles cycles, LayerCycles? dense)
    {
        long clocks = cycles.Counted.Array;
        string[] faster = dense is null ? [] : [$"{dense.Counted.Array}", $"{(double)dense.Counted.Array / clocks:0.00}x"];
        return
        [
            $"{clocks}", Percent(cycles.Ideal, clocks), Percent(cycles.Counted.WaitActivation, clocks),
            Percent(cycles.Counted.WaitWeight, clocks), Percent(cycles.Counted.WaitOutput, clocks), .. faster,
        ];
    }

    private static string Percent(double part, double whole) => $"{100 * part / whole:0.0}%";

    private static string Verdict(long mismatches) => mismatches == 0 ? "yes" : $"no, {mismatches} differ";
}
