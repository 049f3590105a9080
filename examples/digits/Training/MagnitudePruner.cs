namespace HwGen.Examples.Digits.Training;

/// <summary>The simplest pruning there is, to see how much the network needs its weights.</summary>
public static class MagnitudePruner
{
    /// <summary>Keeps the <paramref name="kept"/> largest of every <paramref name="block"/> consecutive weights of an
    /// output channel, the first on a tie, and leaves them as they are.</summary>
    public static Network Prune(Network network, int kept, int block) =>
        new([.. network.Layers.Select(layer => Prune(layer, kept, block))]);

    private static Layer Prune(Layer layer, int kept, int block)
    {
        var pruned = Layer.Zeros(layer.Inputs, layer.Outputs);
        layer.Bias.CopyTo(pruned.Bias, 0);
        for (var n = 0; n < layer.Outputs; n++)
        {
            foreach (var places in Enumerable.Range(0, layer.Inputs).Chunk(block))
            {
                foreach (var k in places.OrderByDescending(k => Math.Abs(layer.Row(k)[n])).Take(kept))
                    pruned.Row(k)[n] = layer.Row(k)[n];
            }
        }

        return pruned;
    }
}
