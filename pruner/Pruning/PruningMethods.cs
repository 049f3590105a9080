using HwGen.Core.Errors;

namespace HwGen.Pruner.Pruning;

/// <summary>All pruning methods by name.</summary>
public static class PruningMethods
{
    public static IReadOnlyList<IPruningMethod> All { get; } = [new MagnitudeMethod(), new RefitMethod(), new SparseGptMethod(), new AlpsMethod(), new DescentMethod()];

    /// <summary>What is used if nothing is said: the most accurate.</summary>
    public static IPruningMethod Default => All[^1];

    public static IPruningMethod Named(string name) =>
        All.FirstOrDefault(m => m.Name == name)
        ?? throw new InputException("method", $"{name}, must be one of {string.Join(", ", All.Select(m => m.Name))}");
}
