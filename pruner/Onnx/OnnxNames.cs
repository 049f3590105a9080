namespace HwGen.Pruner.Onnx;

/// <summary>What the names in an ONNX graph stand for while it is read.</summary>
internal sealed class OnnxNames
{
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    public Dictionary<string, OnnxConstant> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>Activations that something produces, supported or not.</summary>
    public HashSet<string> Activations { get; } = new(StringComparer.Ordinal);

    /// <summary>What the network gives, if no node reads it.</summary>
    public string? NetworkOutput { get; init; }

    public bool IsKnown(string name) => Constants.ContainsKey(name) || Activations.Contains(name);

    public void Alias(string name, string original) => _aliases[name] = Resolve(original);

    public string Resolve(string name) => _aliases.GetValueOrDefault(name, name);
}
