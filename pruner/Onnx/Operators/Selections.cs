using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Entries of several dimensions, one dimension after the other.</summary>
internal static class Selections
{
    /// <param name="node">whose output it is</param>
    /// <param name="shape">of a sample of its input</param>
    /// <param name="parts">dimension of a sample, and which entries become each of the output</param>
    /// <param name="output">name of the result; null for the output of the node</param>
    public static void Add(OnnxNode node, int[] shape, IEnumerable<(int Axis, int[] Indices)> parts, string? output = null)
    {
        (int Axis, int[] Indices)[] needed = [.. parts.Where(p => !p.Indices.SequenceEqual(Enumerable.Range(0, shape[p.Axis])))];
        var name = node.Activation(0);
        output ??= node.Output;
        if (needed.Length == 0)
            node.Add(new Reshape(node.Name, name, output, sample => sample));
        for (var i = 0; i < needed.Length; i++)
        {
            var isLast = i == needed.Length - 1;
            name = node.Add(new Selection(
                isLast ? node.Name : $"{node.Name}.{needed[i].Axis}", name, isLast ? output : $"{output}.{needed[i].Axis}", needed[i].Axis, needed[i].Indices));
        }
    }
}
