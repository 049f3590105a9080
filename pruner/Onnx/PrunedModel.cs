using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>A float network back in the file that it came from: the same nodes and names, the weights those of the pruned network.</summary>
/// <remarks>What was folded into a layer is taken out of its weights again, so that batch normalizations stay where they were.</remarks>
public static class PrunedModel
{
    /// <summary>The first format version in which initializers need not be inputs, too.</summary>
    private const int InitializersStandAlone = 4;

    /// <param name="network">read from a file, its layers pruned</param>
    /// <returns>the model; null if the network came from no file</returns>
    public static ModelProto? Of(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Model is null)
            return null;
        var model = network.Model.Clone();
        NodeProto[] nodes = [.. model.Graph.Node];
        foreach (var layer in network.Gemms)
            if (layer.Origin is { } origin)
                Write(model.Graph, nodes[origin.Node], layer, origin);
        model.IrVersion = Math.Max(model.IrVersion, InitializersStandAlone);
        return model;
    }

    /// <summary>What the file calls a layer's weights.</summary>
    /// <param name="network">read from a file</param>
    /// <param name="layer">of it</param>
    /// <returns>null where the file has no weights of this layer's own</returns>
    public static string? WeightName(NetworkGraph network, GemmOperation layer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(layer);
        if (network.Model is null || layer.Origin is null)
            return null;
        var graph = network.Model.Graph;
        var name = graph.Node[layer.Origin.Node].Input[1];
        return graph.Initializer.Any(i => i.Name == name) && graph.Node.Sum(n => n.Input.Count(i => i == name)) == 1 ? name : $"{layer.Name}.weight";
    }

    private static void Write(GraphProto graph, NodeProto node, GemmOperation layer, WeightOrigin origin)
    {
        var n = layer.N;
        var weights = new Tensor<float>([.. layer.Weights.Values.Select((w, i) => Divide(w, origin.Scale[i % n]))], layer.Weights.Shape);
        var bias = new Tensor<float>([.. layer.Bias.Select((b, i) => Divide(b - origin.Shift[i], origin.Scale[i]))], n);
        Replace(graph, node, 1, $"{layer.Name}.weight", WeightLayout.ToFile(layer, node, weights));
        if (node.OpType == "MatMul")
            AddBehind(graph, node, layer.Name, bias);
        else
            Replace(graph, node, 2, $"{layer.Name}.bias", bias);
        foreach (var factor in node.Attribute.Where(a => a.Name is "alpha" or "beta").ToArray())
            node.Attribute.Remove(factor);
    }

    // A tensor that others read, too, or that a node computes, is left to them.
    private static void Replace(GraphProto graph, NodeProto node, int input, string otherName, Tensor<float> values)
    {
        var name = input < node.Input.Count ? node.Input[input] : "";
        var isOwn = name.Length > 0 && graph.Node.Sum(other => other.Input.Count(i => i == name)) == 1;
        var place = isOwn ? graph.Initializer.ToList().FindIndex(i => i.Name == name) : -1;
        if (place >= 0)
        {
            graph.Initializer[place] = OnnxModelBuilder.Initializer(name, values);
            return;
        }

        while (node.Input.Count <= input)
            node.Input.Add("");
        node.Input[input] = otherName;
        graph.Initializer.Add(OnnxModelBuilder.Initializer(otherName, values));
    }

    private static void AddBehind(GraphProto graph, NodeProto node, string layer, Tensor<float> bias)
    {
        if (bias.Values.All(b => b == 0))
            return;
        var sum = new NodeProto { Name = $"{layer}.correction", OpType = "Add", Input = { $"{layer}.product", $"{layer}.correction" }, Output = { node.Output[0] } };
        node.Output[0] = $"{layer}.product";
        graph.Initializer.Add(OnnxModelBuilder.Initializer($"{layer}.correction", bias));
        graph.Node.Insert(graph.Node.IndexOf(node) + 1, sum);
    }

    private static float Divide(float value, float scale) => scale == 0 ? 0 : value / scale;
}
