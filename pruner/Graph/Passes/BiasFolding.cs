namespace HwGen.Pruner.Graph.Passes;

/// <summary>Puts a constant that is added after a layer into the layer's bias (MatMul + Add).</summary>
public static class BiasFolding
{
    public static NetworkGraph Apply(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var operations = network.Operations.ToList();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not ChannelBias bias)
                continue;
            var before = operations.FindIndex(o => o.Output == bias.Inputs[0]);
            if (before < 0 || operations[before] is not GemmOperation { Bounds.AreNone: true } gemm || network.ReadersOf(gemm.Output) != 1
                || (bias.Bias.Length != 1 && bias.Bias.Length != gemm.N))
                continue;
            operations[before] = gemm with
            {
                Bias = [.. gemm.Bias.Select((b, n) => b + bias.Bias[bias.Bias.Length == 1 ? 0 : n])],
                Output = bias.Output,
            };
            operations.RemoveAt(i--);
        }

        return network with { Operations = operations };
    }
}
