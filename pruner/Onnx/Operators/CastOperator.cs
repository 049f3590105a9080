using HwGen.Pruner.Graph;
using DataType = HwGen.Pruner.Onnx.TensorProto.Types.DataType;

namespace HwGen.Pruner.Onnx.Operators;

/// <summary>Another type of real numbers, which changes nothing; any type at the end of the network.</summary>
internal sealed class CastOperator : IOnnxOperator
{
    public IReadOnlyList<string> Types => ["Cast"];

    public Operation? Read(OnnxNode node)
    {
        node.Ignore("round_mode", "saturate");
        var to = (DataType)node.Integer("to", (long)DataType.Float);
        if (to is DataType.Float or DataType.Float16 or DataType.Double or DataType.Bfloat16 || node.IsNetworkOutput)
            node.PassOn();
        else
            node.Refuse($"attribute to is {to}, must be a type of real numbers");
        return null;
    }
}
