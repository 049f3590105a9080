namespace HwGen.Pruner.Onnx;

/// <summary>What of a graph lies behind an output.</summary>
internal static class OnnxReach
{
    /// <summary>The nodes that an output is made of, where it was chosen from several; a single output's graph is read as a whole.</summary>
    public static HashSet<NodeProto> Needed(GraphProto graph, string output)
    {
        if (graph.Output.Count == 1)
            return new(graph.Node, ReferenceEqualityComparer.Instance);
        var names = new HashSet<string>(StringComparer.Ordinal) { output };
        var needed = new HashSet<NodeProto>(ReferenceEqualityComparer.Instance);
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(names.Contains)))
        {
            needed.Add(node);
            names.UnionWith(node.Input);
        }

        return needed;
    }

    /// <summary>An output that no node reads, and what it is made of by operators alone that leave the largest number the largest.</summary>
    public static HashSet<string> Ends(GraphProto graph, string? output)
    {
        var ends = new HashSet<string>(StringComparer.Ordinal);
        var name = output;
        for (var readers = 0; name is not null && graph.Node.Sum(n => n.Input.Count(i => i == name)) == readers && ends.Add(name); readers = 1)
            name = graph.Node.FirstOrDefault(n => n.Output.FirstOrDefault() == name && n.OpType is "ArgMax" or "Cast" or "Identity" or "LogSoftmax" or "Softmax")?.Input.FirstOrDefault();
        return ends;
    }
}
