using HwGen.Core.Network;

namespace HwGen.Pruner.Graph.Passes;

/// <summary>Lets the layer before a Relu or Clip do the cutting, as the array's output stage does.</summary>
/// <remarks>Between them may stand what gives the same whether it comes before the cutting or after it: MaxPool, Reshape, Transpose, entries taken.</remarks>
public static class ClampFusion
{
    public static NetworkGraph Apply(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var operations = network.Operations.ToList();
        var stated = new Dictionary<string, TensorQuantization>(network.Stated, StringComparer.Ordinal);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not Clamp clamp)
                continue;
            var before = ProducerOf(clamp);
            var layer = before;
            while (layer >= 0 && IsIndifferent(operations[layer]))
                layer = ProducerOf(operations[layer]);
            if (layer < 0 || WithBounds(operations[layer], clamp.Bounds) is not { } fused)
                continue;
            if (stated.TryGetValue(clamp.Inputs[0], out var integers))
                stated.TryAdd(clamp.Output, integers);
            operations[layer] = fused;
            operations[before] = operations[before] with { Output = clamp.Output };
            operations.RemoveAt(i--);
        }

        return network with { Operations = operations, Stated = stated };

        // Negative where others read the activation, too.
        int ProducerOf(Operation reader) =>
            network.ReadersOf(reader.Inputs[0]) == 1 ? operations.FindIndex(o => o.Output == reader.Inputs[0]) : -1;
    }

    private static bool IsIndifferent(Operation operation) =>
        operation is MaxPool or Reshape or Transposition || (operation is Selection selection && selection.Indices.All(i => i >= 0));

    private static Operation? WithBounds(Operation operation, Bounds bounds) => operation switch
    {
        GemmOperation gemm => gemm with { Bounds = bounds.After(gemm.Bounds) },
        Addition add => add with { Bounds = bounds.After(add.Bounds) },
        _ => null,
    };
}
