using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Pruner.Pruning;

/// <summary>What a user may choose besides the configuration.</summary>
public sealed record PruneOptions
{
    /// <summary>How layers are pruned.</summary>
    public IPruningMethod Method { get; init; } = PruningMethods.Default;

    /// <summary>Weights to keep of a block for single layers, by the name of their node; <c>block</c> leaves a layer dense.</summary>
    public IReadOnlyDictionary<string, int> KeptOfLayer { get; init; } = new Dictionary<string, int>();

    /// <summary>Which numbers of an activation get an integer.</summary>
    public IRangeRule Ranges { get; init; } = RangeRules.Default;

    /// <summary>True to put the channels inside the network in the order in which N:M keeps most.</summary>
    public bool PermutesChannels { get; init; } = true;
}
