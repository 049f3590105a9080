namespace HwGen.Pruner.Onnx;

/// <summary>What the names in an ONNX graph stand for while it is read.</summary>
internal sealed class OnnxNames
{
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);

    public Dictionary<string, OnnxConstant> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>Activations that something produces, supported or not.</summary>
    public HashSet<string> Activations { get; } = new(StringComparer.Ordinal);

    /// <summary>Shapes of one sample of the activations that are known so far.</summary>
    public Dictionary<string, int[]> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>Activations that the file holds as integers, by the name in the file: those between QuantizeLinear and DequantizeLinear.</summary>
    public Dictionary<string, QuantizedIntegers> Integers { get; } = new(StringComparer.Ordinal);

    /// <summary>Shape arithmetic that could not be done because of a problem that is reported elsewhere.</summary>
    public HashSet<string> Unknown { get; } = new(StringComparer.Ordinal);

    /// <summary>What the network gives, if no node reads it, and what it is made of by operators such as Softmax alone.</summary>
    public required IReadOnlySet<string> Ends { get; init; }

    public bool IsKnown(string name) => Constants.ContainsKey(name) || Activations.Contains(name);

    public void Alias(string name, string original) => _aliases[name] = Resolve(original);

    public string Resolve(string name) => _aliases.GetValueOrDefault(name, name);
}
