using HwGen.Core.Network;

namespace HwGen.Pruner.Graph.Passes;

/// <summary>Makes one function of what several operations do to single numbers: x * sigmoid(x), and what older exporters write for GELU or hard swish.</summary>
/// <remarks>One table then rounds once. Straight pieces alone (Relu, a constant factor) are left to the layers that can take them.</remarks>
public static class FunctionFusion
{
    public static NetworkGraph Apply(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var known = new Dictionary<string, Composition>(StringComparer.Ordinal);
        var shapes = network.Shapes();
        var operations = network.Operations.Select(o => Fuse(o, known, network.Stated, shapes)).ToList();
        return DeadBranches.Remove(network with { Operations = operations });
    }

    private static Operation Fuse(Operation operation, Dictionary<string, Composition> known, IReadOnlyDictionary<string, TensorQuantization> stated, IReadOnlyDictionary<string, int[]> shapes)
    {
        Composition[] inputs = [.. operation.Inputs.Select(i => known.GetValueOrDefault(i) ?? new Composition(i, x => x, 0, false))];
        if (inputs.Any(i => i.Root != inputs[0].Root) || !shapes[operation.Output].AsSpan().SequenceEqual(shapes[inputs[0].Root]) || Of(operation, inputs) is not { } made)
            return operation;

        // A function starts at the integers that the file has for what it reads.
        if (operation is Clamp && stated.ContainsKey(operation.Output) && !made.IsCurved)
            return operation;
        known[operation.Output] = made;
        return made.IsCurved && (made.Steps > 1 || operation is not Function) ? new Function(operation.Name, made.Root, operation.Output, made.Of) : operation;
    }

    private static Composition? Of(Operation operation, Composition[] inputs)
    {
        var first = inputs[0];
        Func<double, double>? of = operation switch
        {
            Function function => x => function.Of(first.Of(x)),
            LeakyRelu leaky => x => first.Of(x) is var v && v < 0 ? leaky.Alpha * v : v,
            Clamp clamp => x => Math.Min(Math.Max(first.Of(x), clamp.Bounds.Low), clamp.Bounds.High),
            ChannelScale { Scale.Length: 1 } scale => x => (first.Of(x) * scale.Scale[0]) + scale.Bias[0],
            Product => x => first.Of(x) * inputs[1].Of(x),
            Addition { Bounds.AreNone: true } => x => first.Of(x) + inputs[1].Of(x),
            _ => null,
        };
        return of is null ? null : new Composition(first.Root, of, inputs.Sum(i => i.Steps) + 1, operation is Function or Product || inputs.Any(i => i.IsCurved));
    }

    // What an activation is, as a function of one before it.
    private sealed record Composition(string Root, Func<double, double> Of, int Steps, bool IsCurved);
}
