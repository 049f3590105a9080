using HwGen.Core.Errors;

namespace HwGen.Pruner.Budget;

/// <summary>A share of what the dense network uses.</summary>
/// <param name="Kind">of what</param>
/// <param name="Share">above 0, at most 1</param>
public sealed record ShareRequest(IBudgetKind Kind, double Share) : BudgetRequest(Kind)
{
    public override double TypicalShare => Share;

    /// <inheritdoc/>
    /// <remarks>The allotments by N-tile and by layer and the best uniform density within the same budget; the one that does best. Without trials the
    /// one of which the least error is forecast.</remarks>
    public override IReadOnlyList<TriedAllotment> Search(NetworkDensities densities, Func<Allotment, Trial>? attempt)
    {
        var budget = (long)(Share * densities.Dense);
        Allotment?[] candidates =
        [
            NetworkDensities.Within(densities.FrontOfTiles, densities.OfTiles, budget),
            NetworkDensities.Within(densities.FrontOfLayers, densities.OfLayers, budget),
            densities.Uniform.Where(a => a.Cost <= budget).MinBy(a => a.Error),
        ];
        TriedAllotment[] tried = [.. candidates.OfType<Allotment>().DistinctBy(a => a.KeptText).Select(a => new TriedAllotment(a, attempt?.Invoke(a)))];
        if (tried.Length == 0)
            throw new InputException(
                "--budget", FormattableString.Invariant($"{this}: the fewest {Kind.Unit} are {densities.Least / (double)densities.Dense:f3} of the dense ones"));
        return attempt is null ? [.. tried.OrderBy(t => t.Allotment.Error)]
            : [.. tried.OrderByDescending(t => t.Trial!.Accuracy).ThenBy(t => t.Trial!.OutputError)];
    }

    public override string ToString() => FormattableString.Invariant($"{Kind.Name}={Share}");
}
