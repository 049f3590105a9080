namespace HwGen.Pruner.Graph;

/// <summary>Where a layer's weights stand in the ONNX file, and what was folded into them since.</summary>
/// <remarks>Layer: weights = scale[n] * alpha * those of the file, bias = scale[n] * beta * that of the file + shift[n]; alpha and beta are 1 but in a Gemm.</remarks>
/// <param name="Node">index of the node in the file</param>
/// <param name="Scale">[N]</param>
/// <param name="Shift">[N]</param>
public sealed record WeightOrigin(int Node, float[] Scale, float[] Shift)
{
    /// <summary>Nothing folded yet.</summary>
    public static WeightOrigin Of(int node, int n) => new(node, [.. Enumerable.Repeat(1f, n)], new float[n]);

    /// <summary>After one more scale and bias of each channel.</summary>
    public WeightOrigin Then(Func<int, float> scale, Func<int, float> bias) => new(
        Node,
        [.. Scale.Select((s, n) => s * scale(n))],
        [.. Shift.Select((s, n) => (s * scale(n)) + bias(n))]);
}
