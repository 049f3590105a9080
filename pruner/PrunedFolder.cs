using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Report;

namespace HwGen.Pruner;

/// <summary>Writes pruned networks to disk.</summary>
public static class PrunedFolder
{
    /// <summary>Writes <c>plan.json</c>, <c>report.json</c>, <c>report.txt</c>, <c>report.html</c>, <c>configuration.yaml</c>, <c>trade.svg</c> if there was a budget, the dense numbers
    /// under <c>parameters</c>, the images under <c>images</c>, and for a network <c>pruned.onnx</c> and <c>masks.npz</c>: the folder as a whole, or nothing.</summary>
    /// <param name="network">what to write</param>
    /// <param name="path">the folder</param>
    /// <param name="force">replaces a folder that hwgen did not write, too</param>
    /// <returns>the files, relative to the folder</returns>
    public static IReadOnlyList<string> Write(PrunedNetwork network, string path, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(network);
        return OutputFolder.Write(path, force, folder =>
        {
            File.WriteAllText(Path.Combine(folder, PlanFile.Name), PlanFile.Format(network.Network.Plan));
            File.WriteAllText(Path.Combine(folder, "report.json"), ReportText.ToJson(network.Report));
            File.WriteAllText(Path.Combine(folder, "report.txt"), ReportText.ToText(network.Report));
            File.WriteAllText(Path.Combine(folder, "report.html"), ReportPage.ToHtml(network.Report));
            if (network.Report.Trade is { } trade)
                File.WriteAllText(Path.Combine(folder, "trade.svg"), TradePicture.ToSvg(trade));
            if (network.Model is { } model)
                OnnxFile.Save(Path.Combine(folder, "pruned.onnx"), model);
            if (network.Masks is { Masks.Count: > 0 } masks)
                masks.Write(Path.Combine(folder, "masks.npz"));
            File.WriteAllText(Path.Combine(folder, "configuration.yaml"), ConfigurationWriter.Write(network.Configuration));
            foreach (var layer in network.Network.Plan.Gemms)
            {
                var file = Path.Combine(folder, layer.Parameters);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                GemmParametersFile.Write(file, network.Network.ParametersOf(layer));
            }

            foreach (var (name, image) in network.Images)
                ImageWriter.Write(Path.Combine(folder, Path.GetDirectoryName(name)!), Path.GetFileName(name), image);
        });
    }
}
