using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Pruner.Pruning;

/// <summary>What a user may choose besides the configuration.</summary>
public sealed record PruneOptions
{
    /// <summary>How layers are pruned.</summary>
    public IPruningMethod Method { get; init; } = PruningMethods.Default;

    /// <summary>Weights to keep of a block for single layers, by the name of their node: one number for the layer, or one for each of its
    /// N-tiles; <c>block</c> leaves it dense.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<int>> KeptOfLayer { get; init; } = new Dictionary<string, IReadOnlyList<int>>();

    /// <summary>Which numbers of an activation get an integer; null for those that the network's file states (QDQ), and otherwise <see cref="RangeRules.Default"/>.</summary>
    public IRangeRule? Ranges { get; init; }

    /// <summary>True to put the channels inside the network in the order in which N:M keeps most.</summary>
    public bool PermutesChannels { get; init; } = true;
}
