namespace HwGen.Pruner.Budget;

/// <summary>Chooses a density for each part of a network: the least sum of errors for every sum of costs.</summary>
/// <remarks>A dynamic program over the parts that carries every pair of cost and error that no other pair beats in both. Exact up to
/// <see cref="MostPoints"/> pairs. Beyond, the costs are cut into as many ranges and the least error of each stays: for every
/// allotment there is then one that is no worse and costs at most one range more for each part.</remarks>
public static class AllotmentFront
{
    /// <summary>Pairs that are carried.</summary>
    public const int MostPoints = 20_000;

    /// <param name="parts">the choices of each part, at least one</param>
    /// <returns>ascending in cost, falling in error</returns>
    public static IReadOnlyList<AllotmentPoint> Of(IReadOnlyList<IReadOnlyList<DensityChoice>> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        List<AllotmentPoint> front = [AllotmentPoint.Empty];
        foreach (var choices in parts)
            front = Thin(Extend(front, choices));
        return front;
    }

    /// <summary>The least error within a budget.</summary>
    /// <param name="front">from <see cref="Of"/></param>
    /// <param name="budget">most that the costs may add up to</param>
    /// <returns>null if even the cheapest point costs more</returns>
    public static AllotmentPoint? Within(IReadOnlyList<AllotmentPoint> front, long budget)
    {
        ArgumentNullException.ThrowIfNull(front);
        return front.LastOrDefault(point => point.Cost <= budget);
    }

    private static List<AllotmentPoint> Extend(List<AllotmentPoint> front, IReadOnlyList<DensityChoice> choices)
    {
        var longer = new (long Cost, double Error, int Point, int Choice)[front.Count * choices.Count];
        for (var i = 0; i < longer.Length; i++)
        {
            var (point, choice) = (front[i / choices.Count], choices[i % choices.Count]);
            longer[i] = (point.Cost + choice.Cost, point.Error + choice.Error, i / choices.Count, i % choices.Count);
        }

        Array.Sort(longer);
        var next = new List<AllotmentPoint>();
        foreach (var (_, error, point, choice) in longer)
            if (next.Count == 0 || error < next[^1].Error)
                next.Add(front[point].With(choices[choice]));
        return next;
    }

    private static List<AllotmentPoint> Thin(List<AllotmentPoint> front)
    {
        if (front.Count <= MostPoints)
            return front;
        var (first, width) = (front[0].Cost, (front[^1].Cost - front[0].Cost) / (MostPoints - 2.0));
        int Range(AllotmentPoint point) => (int)((point.Cost - first) / width);
        return [.. front.Where((point, i) => i == 0 || i == front.Count - 1 || Range(front[i + 1]) > Range(point))];
    }
}
