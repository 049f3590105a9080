using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>(x - mean) / sqrt(variance + epsilon) * scale + bias, with constants.</summary>
internal sealed class BatchNormalizationOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["BatchNormalization"];

    public Operation? Read(OnnxNode node)
    {
        var input = node.Activation(0);
        OnnxConstant?[] constants = [.. Enumerable.Range(1, 4).Select(node.Constant)];
        var epsilon = (double)node.Real("epsilon", 1e-5f);
        node.Ignore("momentum");
        node.Require("training_mode", 0, 0);
        node.Require("spatial", 1, 1);
        if (constants.Any(c => c is not null && c.Values.Length != constants[0]?.Values.Length))
            node.Refuse("scale, bias, mean and variance differ in length");
        if (node.Problems.Count > 0)
            return null;
        var (scale, bias, mean, variance) = (constants[0]!.Values, constants[1]!.Values, constants[2]!.Values, constants[3]!.Values);
        double[] factors = [.. scale.Select((s, i) => s / Math.Sqrt(variance[i] + epsilon))];
        return new ChannelScale(
            node.Name, input, node.Output, [.. factors.Select(f => (float)f)], [.. factors.Select((f, i) => (float)(bias[i] - (mean[i] * f)))], 0);
    }
}
