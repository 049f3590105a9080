using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Cli.Simulation;

/// <summary>A pruned network: plan, dense numbers, images.</summary>
/// <param name="Network">plan and dense numbers</param>
/// <param name="Configuration">the array that the images are for</param>
/// <param name="Images">by the name that the plan states</param>
internal sealed record NetworkImages(
    IntegerNetwork Network, ArrayConfiguration Configuration, IReadOnlyDictionary<string, WeightImage> Images)
{
    /// <summary>The images of a layer, in the order of its jobs.</summary>
    public IReadOnlyList<WeightImage> ImagesOf(GemmLayer layer) => [.. layer.Images.Select(name => Images[name])];

    /// <summary>Reads what <c>hwgen prune</c> wrote.</summary>
    /// <param name="folder">with plan.json</param>
    /// <param name="expected">the array that the images must be for; null for the one that they state</param>
    public static NetworkImages Read(string folder, ArrayConfiguration? expected = null)
    {
        if (!Directory.Exists(folder))
            throw new InputException(folder, "no such folder");
        IntegerNetwork network = IntegerNetwork.Load(folder);
        var images = new Dictionary<string, WeightImage>();
        foreach ((GemmLayer layer, int i, string name) in network.Plan.Gemms.SelectMany(layer => layer.Images.Select((name, i) => (layer, i, name))))
        {
            WeightImage image = ImageReader.Read(Path.Combine(folder, name + ".json"), expected);
            if ((image.K, image.N) != (layer.Parts[i].K, layer.Parts[i].N))
                throw new InputException(Path.Combine(folder, name + ".json"), $"holds weights {image.K} x {image.N}, must be {layer.Parts[i].K} x {layer.Parts[i].N} by the plan");
            expected ??= image.Configuration;
            images[name] = image;
        }

        string plan = Path.Combine(folder, PlanFile.Name);
        if (expected is null)
            throw new InputException(plan, "no layer runs on the array");
        InputError[] errors = [.. network.Plan.Gemms.Where(layer => !layer.Raw).SelectMany(layer =>
            OutputRules.Check(layer.Requantize, expected).Select(problem => new InputError(plan, $"layer '{layer.Name}': {problem}")))];
        return errors.Length == 0 ? new NetworkImages(network, expected, images) : throw new InputException(errors);
    }
}
