using HwGen.Core.Errors;

namespace HwGen.Pruner.Quantization.Ranges;

/// <summary>All rules for the ranges of activations by name.</summary>
public static class RangeRules
{
    public static IReadOnlyList<IRangeRule> All { get; } = [new MinMaxRule(), new PercentileRule(), new SquaredErrorRule()];

    /// <summary>What is used if nothing is said.</summary>
    public static IRangeRule Default => All[0];

    public static IRangeRule Named(string name) =>
        All.FirstOrDefault(rule => rule.Name == name)
        ?? throw new InputException("--ranges", $"{name}, must be one of {string.Join(", ", All.Select(rule => rule.Name))}");
}
