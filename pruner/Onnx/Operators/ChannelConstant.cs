using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>A constant that meets an activation: one number, or one per entry of a dimension.</summary>
internal static class ChannelConstant
{
    /// <param name="node">refuses other constants</param>
    /// <param name="input">the activation</param>
    /// <param name="constant">broadcast from the last dimension on</param>
    /// <param name="what">added or multiplied</param>
    public static ChannelScale? Read(OnnxNode node, string input, OnnxConstant constant, string what)
    {
        if (constant.Shape.Count(d => d != 1) > 1)
        {
            node.Refuse($"a constant of {Tensor<float>.Describe(constant.Shape)} is {what}, must be one number or one per channel");
            return null;
        }

        var axis = Array.FindLastIndex(constant.Shape, d => d != 1);
        var values = constant.ToFloats().Values;
        var (scale, bias) = what == "added" ? (Filled(values.Length, 1), values) : (values, Filled(values.Length, 0));
        return new ChannelScale(node.Name, input, node.Output, scale, bias, axis < 0 ? -1 : axis - constant.Shape.Length);
    }

    private static float[] Filled(int count, float value) => [.. Enumerable.Repeat(value, count)];
}
