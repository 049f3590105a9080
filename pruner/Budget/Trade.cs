using HwGen.Pruner.Report;

namespace HwGen.Pruner.Budget;

/// <summary>What there was to choose from, for reports.</summary>
internal static class Trade
{
    private const int PointsOfFront = 200;

    public static TradeReport Report(BudgetRequest request, NetworkDensities densities, IReadOnlyList<TriedAllotment> tried)
    {
        TriedAllotment[] all = [.. tried, .. densities.Uniform.Where(a => tried.All(t => t.Allotment.KeptText != a.KeptText)).Select(a => new TriedAllotment(a, null))];
        return new TradeReport
        {
            Request = $"{request}",
            Kind = request.Kind.Name,
            Unit = request.Kind.Unit,
            Limit = (request as ShareRequest)?.Share,
            MostDrop = (request as DropRequest)?.Points,
            DenseCost = densities.Dense,
            Front = Front(densities.FrontOfTiles, densities.Dense),
            Candidates = [.. all.OrderBy(t => t.Allotment.Cost).ThenBy(t => t.Allotment.Error).Select(t => new TradeCandidate(
                t.Allotment.Name, t.Allotment.Cost, t.Allotment.Cost / (double)densities.Dense, t.Allotment.Error,
                t.Trial?.Accuracy, t.Trial?.Drop, t.Trial?.Deviation, t == tried[0])
            {
                Density = t.Allotment.Density,
            })],
        };
    }

    // As many of the points as a picture can show, the first and the last among them.
    private static IReadOnlyList<TradePoint> Front(IReadOnlyList<AllotmentPoint> front, long dense)
    {
        var (first, width) = (front[0].Cost, (front[^1].Cost - front[0].Cost + 1) / (double)PointsOfFront);
        int Range(int i) => (int)((front[i].Cost - first) / width);
        return [.. Enumerable.Range(0, front.Count).Where(i => i == 0 || i == front.Count - 1 || Range(i + 1) > Range(i)).Select(i => new TradePoint(front[i].Cost / (double)dense, front[i].Error))];
    }
}
