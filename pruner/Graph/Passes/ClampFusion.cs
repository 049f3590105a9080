namespace HwGen.Pruner.Graph.Passes;

/// <summary>Lets the layer before a Relu or Clip do the cutting, as the array's output stage does.</summary>
public static class ClampFusion
{
    public static NetworkGraph Apply(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var operations = network.Operations.ToList();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not Clamp clamp)
                continue;
            var before = operations.FindIndex(o => o.Output == clamp.Inputs[0]);
            if (before < 0 || network.ReadersOf(clamp.Inputs[0]) != 1)
                continue;
            var fused = operations[before] switch
            {
                GemmOperation gemm => gemm with { Bounds = clamp.Bounds.After(gemm.Bounds), Output = clamp.Output },
                Addition add => add with { Bounds = clamp.Bounds.After(add.Bounds), Output = clamp.Output },
                _ => (Operation?)null,
            };
            if (fused is null)
                continue;
            operations[before] = fused;
            operations.RemoveAt(i--);
        }

        return network with { Operations = operations };
    }
}
