using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Cli.Simulation;

/// <summary>A network with every weight kept, for timing: what is left out counts as 1, so that nothing can be skipped.</summary>
/// <remarks>The array's clocks do not depend on values. Its outputs mean nothing. Weights between the groups of a convolution stay
/// left out: no dense network has them.</remarks>
internal static class DenseNetwork
{
    /// <summary>The same plan with images of all weights.</summary>
    /// <param name="pruned">the network</param>
    /// <param name="choice">layers that get such images</param>
    public static NetworkImages Of(NetworkImages pruned, LayerChoice choice)
    {
        var images = new Dictionary<string, WeightImage>();
        var layers = new List<PlanLayer>();
        foreach (PlanLayer layer in pruned.Network.Plan.Layers)
            layers.Add(layer is GemmLayer gemm && choice.Includes(gemm) ? Encode(pruned, gemm, images) : layer);
        Plan plan = pruned.Network.Plan with { Layers = layers };
        return pruned with { Network = pruned.Network with { Plan = plan }, Images = images };
    }

    private static GemmLayer Encode(NetworkImages pruned, GemmLayer layer, Dictionary<string, WeightImage> images)
    {
        GemmParameters numbers = pruned.Network.ParametersOf(layer);
        EncodedLayer encoded = LayerEncoder.Encode(pruned.Configuration, Filled(layer, numbers.Weights), new ImageRequest
        {
            Name = $"layer '{layer.Name}'",
            FindBlockLists = layer.Groups > 1,
            Channels = numbers.Channels,
        });
        string[] names = [.. encoded.Images.Select((_, i) => $"{layer.Name}.{i}")];
        for (int i = 0; i < names.Length; i++)
            images[names[i]] = encoded.Images[i];
        return layer with { Images = names, Parts = encoded.Plan.Parts };
    }

    // The channel runs fastest along K, and the groups lie side by side in it.
    private static Matrix<int> Filled(GemmLayer layer, Matrix<int> weights)
    {
        int channels = layer is ConvolutionLayer convolution ? layer.K / convolution.Window.Taps : layer.K;
        return Matrix<int>.Create(layer.K, layer.N, (k, n) =>
            weights[k, n] != 0 || k % channels / (channels / layer.Groups) != n / (layer.N / layer.Groups) ? weights[k, n] : 1);
    }
}
