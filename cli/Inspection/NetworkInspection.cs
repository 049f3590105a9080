using HwGen.Cli.Output;
using HwGen.Core.Network;

namespace HwGen.Cli.Inspection;

/// <summary>Shows a pruned network: its plan and the images of its layers.</summary>
internal static class NetworkInspection
{
    public static void Show(string folder, Session session)
    {
        Plan plan = PlanFile.Read(Path.Combine(folder, PlanFile.Name));
        ImageFigures[] images = [.. plan.Gemms.SelectMany(layer => layer.Images).Select(name => ImageFigures.Of(Path.Combine(folder, name + ".json")))];
        session.Say($"{plan.Network} for {plan.Configuration} ({plan.ConfigurationHash})");
        var layers = new ResultTable("layer", "kind", ">M a sample", ">K", ">N", "kept", ">images", "reads", "gives");
        foreach (PlanLayer layer in plan.Layers)
            layers.Add(Row(layer));
        session.Show(layers);
        session.Show(ImageInspection.Table(images));
        session.Return(new
        {
            network = plan.Network,
            configuration = plan.Configuration,
            hash = plan.ConfigurationHash,
            layers = plan.Layers.Select(layer => new { name = layer.Name, kind = layer.Kind, shape = layer.Shape }),
            images = images.Select(figures => figures.ToResult()),
        });
    }

    private static string[] Row(PlanLayer layer)
    {
        string reads = string.Join(", ", layer.Inputs);
        return layer is GemmLayer gemm
            ? [layer.Name, layer.Kind, $"{gemm.RowsPerSample}", $"{gemm.K}", $"{gemm.N}", string.Join("/", gemm.Kept.Distinct().Order()), $"{gemm.Images.Count}", reads, layer.Output]
            : [layer.Name, layer.Kind, "", "", "", "", "", reads, layer.Output];
    }
}
