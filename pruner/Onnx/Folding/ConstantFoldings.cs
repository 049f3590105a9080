namespace HwGen.Pruner.Onnx.Folding;

/// <summary>What is computed while the file is read: mostly the arithmetic by which exporters find the target of a Reshape.</summary>
internal static class ConstantFoldings
{
    private static readonly Dictionary<string, IConstantFolding> ByType = new IConstantFolding[]
    {
        new ElementFolding(),
        new ClipFolding(),
        new ConcatFolding(),
        new DequantizeFolding(),
        new ExpandFolding(),
        new GatherFolding(),
        new QuantizeFolding(),
        new RangeFolding(),
        new ReshapeFolding(),
        new SliceFolding(),
        new TransposeFolding(),
    }.SelectMany(f => f.Types.Select(t => (t, f))).ToDictionary(p => p.t, p => p.f, StringComparer.Ordinal);

    /// <summary>What computes a node if all its inputs are constants; null if nothing does.</summary>
    public static IConstantFolding? For(OnnxNode node) =>
        node.HasOnlyConstants ? ByType.GetValueOrDefault(node.OperatorType) : null;

    /// <summary>True if the operator works on shapes alone, so that it has no meaning on activations.</summary>
    public static bool Has(string type) => ByType.ContainsKey(type);
}
