namespace HwGen.Pruner.Onnx.Folding;

/// <summary>Computes the nodes of some operators while the file is read, where all that they read is known. A new one is listed in <see cref="ConstantFoldings"/>.</summary>
internal interface IConstantFolding
{
    /// <summary>ONNX operator types that it computes.</summary>
    IReadOnlyList<string> Types { get; }

    /// <param name="node">attributes; problems are reported to it</param>
    /// <param name="inputs">null for one that is left out</param>
    /// <returns>the output; null where problems were reported</returns>
    /// <exception cref="Graph.ShapeException">the inputs do not fit each other</exception>
    OnnxConstant? Fold(OnnxNode node, IReadOnlyList<OnnxConstant?> inputs);
}
