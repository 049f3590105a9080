using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx.Folding;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Entries of a dimension by constant numbers; a single number takes the dimension away.</summary>
internal sealed class GatherOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Gather"];

    public Operation? Read(OnnxNode node)
    {
        node.Activation(0);
        var indices = node.Constant(1);
        var axis = node.Integer("axis", 0);
        if (indices is { Shape.Length: > 1 })
            node.Refuse($"indices have {indices.Shape.Length} dimensions, must have at most 1");
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        var place = SampleAxes.Resolve([axis], shape.Length)[0];
        (int, int[])[] parts = [(place, [.. indices!.ToIntegers().Select(i => ConstantAxes.Resolve(i, shape[place]))])];
        if (indices.Shape.Length == 1)
        {
            Selections.Add(node, shape, parts);
            return null;
        }

        var whole = $"{node.Output}.whole";
        Selections.Add(node, shape, parts, whole);
        return new Reshape($"{node.Name}.single", whole, node.Output, sample => [.. sample[..place], .. sample[(place + 1)..]]);
    }
}
