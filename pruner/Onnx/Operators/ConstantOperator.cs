using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx.Operators;

internal sealed class ConstantOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Constant"];

    public Operation? Read(OnnxNode node)
    {
        var problem = "it has no value, value_float, value_floats, value_int or value_ints";
        var constant = node.Tensor("value") is { } tensor ? OnnxTensors.Read(tensor, out problem)
            : node.Reals("value_floats") is { } reals ? new OnnxConstant(Array.ConvertAll(reals, v => (double)v), [reals.Length])
            : node.Integers("value_ints") is { } integers ? new OnnxConstant(Array.ConvertAll(integers, v => (double)v), [integers.Length])
            : node.Real("value_float", float.NaN) is var real && !float.IsNaN(real) ? new OnnxConstant([real], [])
            : node.Integer("value_int", long.MinValue) is var integer && integer != long.MinValue ? new OnnxConstant([integer], [])
            : null;
        if (constant is null)
            node.Refuse(problem);
        else
            node.SetConstant(constant);
        return null;
    }
}
