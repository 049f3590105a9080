using HwGen.Pruner.Budget;

namespace HwGen.Tests.Unit.Pruner;

public sealed class AllotmentFrontTests
{
    [Fact]
    public void The_front_is_what_no_other_allotment_beats()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var parts = Draw(new Random(seed), 4, 4, 20);
            IEnumerable<DensityChoice[]> all = [[]];
            foreach (var choices in parts)
                all = [.. all.SelectMany(before => choices.Select(choice => (DensityChoice[])[.. before, choice]))];
            (long Cost, double Error)[] sums = [.. all.Select(c => (c.Sum(x => x.Cost), c.Sum(x => x.Error)))];
            var best = sums.Where(s => !sums.Any(o => o.Cost <= s.Cost && o.Error <= s.Error && o != s)).Distinct().OrderBy(s => s.Cost).ToArray();
            var front = AllotmentFront.Of(parts);
            Assert.Equal(best.Select(s => s.Cost), front.Select(p => p.Cost));
            Assert.All(best.Zip(front), pair => Assert.Equal(pair.First.Error, pair.Second.Error, 12));
            Assert.All(front, point =>
            {
                Assert.Equal(point.Cost, point.Choices.Sum(c => c.Cost));
                Assert.Equal(point.Error, point.Choices.Sum(c => c.Error), 12);
                Assert.All(point.Choices.Zip(parts), pair => Assert.Contains(pair.First, pair.Second));
            });
            foreach (var budget in new long[] { 0, 40, 90, 1000 })
            {
                var within = sums.Where(s => s.Cost <= budget).ToArray();
                var chosen = AllotmentFront.Within(front, budget);
                Assert.True(within.Length == 0 == (chosen is null), $"seed {seed}");
                if (chosen is not null)
                    Assert.Equal(within.Min(s => s.Error), chosen.Error, 12);
            }
        }
    }

    [Fact]
    public void More_may_be_spent_only_for_less_error()
    {
        var front = AllotmentFront.Of(Draw(new Random(7), 12, 8, 1000));
        Assert.All(front.Zip(front.Skip(1)), pair => Assert.True(pair.First.Cost < pair.Second.Cost && pair.First.Error > pair.Second.Error));
    }

    // Costs of which no two sums are alike: the exact front would have far more points than are carried.
    [Fact]
    public void A_front_that_is_too_long_loses_at_most_a_range_of_costs_for_each_part()
    {
        var random = new Random(5);
        IReadOnlyList<IReadOnlyList<DensityChoice>> parts =
            [.. Enumerable.Range(0, 18).Select(i => (IReadOnlyList<DensityChoice>)[new DensityChoice(1, 0, 1 << i), new DensityChoice(2, (1 << i) + random.Next(2), 0)])];
        var front = AllotmentFront.Of(parts);
        Assert.InRange(front.Count, 10_000, AllotmentFront.MostPoints);
        Assert.Equal(0, front[0].Cost);
        Assert.Equal(0, front[^1].Error);
        var range = front[^1].Cost / (double)AllotmentFront.MostPoints;
        for (var allotment = 0; allotment < 1 << 18; allotment += 977)
        {
            var (cost, error) = (0L, 0.0);
            for (var i = 0; i < 18; i++)
                (cost, error) = (cost + parts[i][(allotment >> i) & 1].Cost, error + parts[i][(allotment >> i) & 1].Error);
            Assert.True(AllotmentFront.Within(front, cost + (long)(18 * range))!.Error <= error, $"allotment {allotment}");
        }
    }

    private static IReadOnlyList<IReadOnlyList<DensityChoice>> Draw(Random random, int parts, int densities, int mostCost) =>
        [.. Enumerable.Range(0, parts).Select(_ => Enumerable.Range(1, densities).Select(n => new DensityChoice(n, n * random.Next(1, mostCost), random.NextDouble() / n)).ToArray())];
}
