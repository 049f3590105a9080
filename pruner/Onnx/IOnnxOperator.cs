using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Onnx;

/// <summary>Reads the nodes of one ONNX operator. A new operator is a new class in Operators, listed in <see cref="OnnxOperators"/>.</summary>
public interface IOnnxOperator
{
    /// <summary>ONNX operator types that it reads.</summary>
    IReadOnlyList<string> Types { get; }

    /// <returns>the operation; null where the node adds none (a constant, an identity) or problems were reported to the node</returns>
    Operation? Read(OnnxNode node);
}
