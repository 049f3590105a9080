namespace HwGen.Pruner.Onnx;

/// <summary>Why operators that networks often have are not supported.</summary>
internal static class UnsupportedOperators
{
    private const string Recurrent = "each step reads what the one before gave, and only networks without such loops run";

    private const string Normalization = "mean and deviation of each sample are unknown beforehand; BatchNormalization can be folded";

    private const string Attention = "activations are multiplied by each other, and the array multiplies by weights";

    private const string Control = "which nodes run is unknown beforehand";

    private const string Selection = "which outputs come out is unknown beforehand; export the network without it and let the host do it";

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["Attention"] = Attention,
        ["GRU"] = Recurrent,
        ["GroupNormalization"] = Normalization,
        ["If"] = Control,
        ["InstanceNormalization"] = Normalization,
        ["LSTM"] = Recurrent,
        ["LayerNormalization"] = Normalization,
        ["Loop"] = Control,
        ["MultiHeadAttention"] = Attention,
        ["NonMaxSuppression"] = Selection,
        ["RMSNormalization"] = Normalization,
        ["RNN"] = Recurrent,
        ["Scan"] = Control,
        ["TopK"] = Selection,
    };

    /// <summary>The message for an operator that nothing reads.</summary>
    public static string Message(string type) =>
        Reasons.TryGetValue(type, out var reason) ? $"operator not supported: {reason}" : "operator not supported";
}
