namespace HwGen.Pruner.Budget;

/// <summary>Chooses a density for each layer: the least sum of errors that a budget allows.</summary>
/// <remarks>Exact: a dynamic program over the layers that carries every pair of cost and error that no other pair beats in both.</remarks>
public static class Allotment
{
    /// <param name="layers">the choices of each layer, at least one</param>
    /// <param name="budget">most that the costs may add up to</param>
    /// <returns>a choice for each layer; null if even the cheapest ones cost more</returns>
    public static IReadOnlyList<LayerChoice>? Choose(IReadOnlyList<IReadOnlyList<LayerChoice>> layers, long budget)
    {
        ArgumentNullException.ThrowIfNull(layers);
        List<Path> front = [new(null, null, 0, 0)];
        foreach (var choices in layers)
        {
            var next = new List<Path>();
            var paths = from path in front from choice in choices let longer = path.With(choice) where longer.Cost <= budget select longer;
            foreach (var path in paths.OrderBy(p => p.Cost).ThenBy(p => p.Error))
                if (next.Count == 0 || path.Error < next[^1].Error)
                    next.Add(path);
            front = next;
        }

        return front.Count == 0 ? null : front[^1].Choices();
    }

    private sealed record Path(Path? Before, LayerChoice? Last, long Cost, double Error)
    {
        public Path With(LayerChoice choice) => new(this, choice, Cost + choice.Cost, Error + choice.Error);

        public IReadOnlyList<LayerChoice> Choices()
        {
            var choices = new List<LayerChoice>();
            for (var path = this; path.Last is not null; path = path.Before!)
                choices.Insert(0, path.Last);
            return choices;
        }
    }
}
