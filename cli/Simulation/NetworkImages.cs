using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>A pruned network as it stands in a folder: plan, dense numbers, images.</summary>
/// <param name="Network">plan and dense numbers</param>
/// <param name="Configuration">the array that the images are for</param>
/// <param name="Jobs">images of each GEMM layer, by its name</param>
internal sealed record NetworkImages(
    IntegerNetwork Network, ArrayConfiguration Configuration, IReadOnlyDictionary<string, LayerJobs> Jobs)
{
    /// <summary>Reads what <c>hwgen prune</c> wrote.</summary>
    /// <param name="folder">with plan.json</param>
    /// <param name="expected">the array that the images must be for; null for the one that they state</param>
    public static NetworkImages Read(string folder, ArrayConfiguration? expected = null)
    {
        if (!Directory.Exists(folder))
            throw new InputException(folder, "no such folder");
        IntegerNetwork network = IntegerNetwork.Load(folder);
        var jobs = new Dictionary<string, LayerJobs>();
        foreach (GemmLayer layer in network.Plan.Gemms)
        {
            WeightImage[] images = [.. layer.Images.Select(name => ImageReader.Read(Path.Combine(folder, name + ".json"), expected))];
            if (images.Length == 0)
                throw new InputException(Path.Combine(folder, PlanFile.Name), $"layer {layer.Name} has no images");
            expected ??= images[0].Configuration;
            jobs[layer.Name] = LayerJobs.Of(new MatrixShape(layer.K, layer.N), images, layer.Name);
        }

        return expected is null
            ? throw new InputException(Path.Combine(folder, PlanFile.Name), "no layer runs on the array")
            : new NetworkImages(network, expected, jobs);
    }
}
