namespace HwGen.Pruner.Budget;

/// <summary>A density for every N-tile of a network.</summary>
/// <param name="Name">how reports call it</param>
/// <param name="Kept">weights kept of a block, by layer: one number, or one for each N-tile</param>
/// <param name="Cost">of the budget, exact</param>
/// <param name="Error">power of the change of the network's output relative to that of the output, forecast as the sum over its parts</param>
public sealed record Allotment(string Name, IReadOnlyDictionary<string, IReadOnlyList<int>> Kept, long Cost, double Error)
{
    /// <summary>Kept of block if all layers that could be chosen for have one, such as <c>4:8</c>; otherwise empty.</summary>
    public string Density { get; init; } = "";

    /// <summary>True if N-tiles of a layer differ, so that it matters which channels stand in them.</summary>
    public bool IsByTile => Kept.Values.Any(kept => kept.Distinct().Count() > 1);

    /// <summary>All densities as text: equal for allotments that keep the same.</summary>
    public string KeptText { get; } = string.Join(' ', Kept.Select(layer => $"{layer.Key}={string.Join('/', layer.Value)}"));
}
