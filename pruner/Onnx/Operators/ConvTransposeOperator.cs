using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>A convolution whose strides make images larger: zeros are put between the numbers, and a convolution with the taps turned round follows.</summary>
/// <remarks>Source: the ONNX standard, ConvTranspose; Dumoulin and Visin, arXiv:1603.07285, section 4.</remarks>
internal sealed class ConvTransposeOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["ConvTranspose"];

    public Operation? Read(OnnxNode node)
    {
        var name = node.Activation(0);
        var weights = node.Constant(1);
        var bias = node.HasInput(2) ? node.Constant(2) : null;
        var groups = (int)node.Integer("group", 1);
        if (weights is { Shape.Length: not (3 or 4) } || weights?.Shape.Any(d => d < 1) == true)
            node.Refuse($"weights are {Tensor<float>.Describe(weights.Shape)}, must have 3 or 4 dimensions of at least 1");
        if (weights is null || node.Problems.Count > 0)
            return null;
        var dimensions = weights.Shape.Length - 2;
        var window = WindowAttributes.Read(node, weights.Shape[2..]);
        var more = node.Integers("output_padding") ?? new long[dimensions];
        if (node.Integers("output_shape") is not null || window.AutoPad != "NOTSET")
            node.Refuse("attributes output_shape and auto_pad are not supported, pads must be stated");
        if (groups < 1 || weights.Shape[0] % groups != 0)
            node.Refuse($"attribute group is {groups}, must divide {weights.Shape[0]} input channels");
        var n = weights.Shape[1] * groups;
        if (bias is not null && bias.Values.Length != n)
            node.Refuse($"bias is {Tensor<float>.Describe(bias.Shape)}, must be {n}");
        var pads = Pads(window, [.. Enumerable.Repeat(0L, 2 - more.Length), .. more]);
        if (node.Problems.Count == 0 && (more.Length != dimensions || pads.Any(p => p < 0)))
            node.Refuse("pads are larger than the kernel reaches, must be smaller");
        if (node.Problems.Count > 0 || node.SampleShape(0) is not { } shape)
            return null;
        for (var axis = 0; axis < dimensions && shape.Length == dimensions + 1; axis++)
        {
            var stride = window.Strides[axis + 2 - dimensions];
            int[] spread = [.. Enumerable.Range(0, ((shape[axis + 1] - 1) * stride) + 1).Select(i => i % stride == 0 ? i / stride : -1)];
            if (stride > 1)
                name = node.Add(new Selection($"{node.Name}.spread{axis}", name, $"{node.Output}.spread{axis}", axis + 1, spread));
        }

        return new Convolution(node.Name, name, node.Output)
        {
            Window = window with { Strides = [1, 1], Pads = pads },
            Channels = weights.Shape[0],
            Groups = groups,
            Weights = WeightLayout.ToMatrix(WeightLayout.Turn(weights.ToFloats(), groups), groups),
            WeightScales = weights.Scales?.Of(groups == 1 ? 1 : -1, n),
            Bias = bias?.ToFloats().Values ?? new float[n],
            Origin = WeightOrigin.Of(node.Index, n),
        };
    }

    private static int[] Pads(WindowSpecification window, long[] more)
    {
        int[] reach = [.. Enumerable.Range(0, 2).Select(axis => window.Dilations[axis] * (window.Kernel![axis] - 1))];
        return [reach[0] - window.Pads[0], reach[1] - window.Pads[1], reach[0] - window.Pads[2] + (int)more[0], reach[1] - window.Pads[3] + (int)more[^1]];
    }
}
