using HwGen.Examples.Digits.Drawing;

namespace HwGen.Examples.Digits.Training;

/// <summary>Trains the weights that pruning left: about the best a network of that density can be.</summary>
public static class Retraining
{
    /// <summary>Trains a copy of <paramref name="pruned"/>; weights that are zero stay zero.</summary>
    public static Network Retrain(Network pruned, Trainer trainer, Painter painter)
    {
        var network = new Network([.. pruned.Layers.Select(Copy)]);
        trainer.Train(network, painter, (_, _) => Erase(network, pruned));
        return network;
    }

    private static Layer Copy(Layer layer) => layer with { Weights = [.. layer.Weights], Bias = [.. layer.Bias] };

    private static void Erase(Network network, Network pruned)
    {
        foreach (var (layer, mask) in network.Layers.Zip(pruned.Layers))
        {
            for (var i = 0; i < mask.Weights.Length; i++)
            {
                if (mask.Weights[i] == 0)
                    layer.Weights[i] = 0;
            }
        }
    }
}
