using HwGen.Core.Errors;

namespace HwGen.Pruner.Budget;

/// <summary>As few clocks as possible for a loss of accuracy.</summary>
/// <param name="Points">percentage points that may be lost against the network as it came, 0 or more</param>
public sealed record DropRequest(double Points) : BudgetRequest(new CycleKind())
{
    // Beside them the dense network and a uniform density.
    private const int MostHalvings = MostTrials - 2;

    private const double Resolution = 0.005;

    public override double TypicalShare => 0.5;

    /// <inheritdoc/>
    /// <remarks>Halves the range of clocks between an allotment that loses too much and one that does not, every one of them pruned and
    /// judged, at most seven times or until the range is half a percent of the dense clocks; then a uniform density that costs no more takes the
    /// place if it loses little enough, too. At most nine trials. Accuracy need not fall steadily with clocks: what is taken has
    /// been measured, that nothing cheaper would do has not.</remarks>
    public override IReadOnlyList<TriedAllotment> Search(NetworkDensities densities, Func<Allotment, Trial>? attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var tried = new List<TriedAllotment>();
        bool Suffices(Allotment allotment)
        {
            tried.Add(new TriedAllotment(allotment, attempt(allotment)));
            return tried[^1].Trial!.Drop <= Points;
        }

        var front = densities.FrontOfTiles;
        var (low, high) = (-1, front.Count);
        for (var halving = 0; halving < MostHalvings && Middle(front, low, high, densities.Dense) is { } middle; halving++)
            (low, high) = Suffices(densities.OfTiles(front[middle])) ? (low, middle) : (middle, high);
        var taken = high < front.Count ? tried.Last(t => t.Trial!.Drop <= Points)
            : Suffices(densities.Uniform[^1]) ? tried[^1]
            : throw new InputException("--budget", Unreachable(tried, densities.Dense));
        if (densities.Uniform.Where(a => a.Cost <= taken.Allotment.Cost && tried.All(t => t.Allotment.KeptText != a.KeptText)).MinBy(a => a.Error) is { } uniform && Suffices(uniform))
            taken = tried[^1];
        return [taken, .. tried.Where(t => t != taken)];
    }

    public override string ToString() => FormattableString.Invariant($"drop={Points}");

    // The point between two others whose cost is nearest to halfway; the ends themselves do not count, but for the cheapest and the dearest of all.
    private static int? Middle(IReadOnlyList<AllotmentPoint> front, int low, int high, long dense)
    {
        if (high - low < 2)
            return null;
        var (least, most) = (front[Math.Max(low, 0)].Cost, front[Math.Min(high, front.Count - 1)].Cost);
        if (low >= 0 && high < front.Count && most - least < Resolution * dense)
            return null;
        var half = (least + most) / 2;
        return Enumerable.Range(low + 1, high - low - 1).MinBy(i => Math.Abs(front[i].Cost - half));
    }

    private string Unreachable(IReadOnlyList<TriedAllotment> tried, long dense)
    {
        var nearest = tried.MinBy(t => t.Trial!.Drop)!;
        return FormattableString.Invariant(
            $"{this}: not reached; the nearest of {tried.Count} trials is {nearest.Allotment.Name} at {nearest.Allotment.Cost / (double)dense:f3} of the dense clocks, which loses {nearest.Trial!.Drop:f2} points");
    }
}
