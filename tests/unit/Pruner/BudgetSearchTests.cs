using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>The search among allotments whose accuracy is made up.</summary>
public sealed class BudgetSearchTests
{
    private static readonly ArrayConfiguration Array1 =
        TestArray.Of("1of8", (1, 1), (8, 8), block: 8, lanes: 1, kept: 4);

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.62)]
    [InlineData(0.97)]
    [InlineData(0.01)]
    public void A_drop_finds_the_fewest_clocks_to_half_a_percent(double enough)
    {
        var (densities, tried) = (Densities(), new List<Allotment>());
        var found = new DropRequest(1).Search(densities, allotment =>
        {
            tried.Add(allotment);
            return new Trial(0.9, allotment.Cost >= enough * densities.Dense ? 1 : allotment.Density.Length > 0 ? 9 : 2, 0, allotment.Error);
        });
        Assert.Equal(tried.Count, found.Count);
        Assert.InRange(tried.Count, 2, BudgetRequest.MostTrials);
        Assert.Equal(tried.Count, tried.Select(a => (a.Name, a.Cost)).Distinct().Count());
        Assert.Equal(1, found[0].Trial!.Drop);
        var cheapest = Math.Max(enough, densities.Least / (double)densities.Dense);
        Assert.InRange(found[0].Allotment.Cost / (double)densities.Dense, cheapest, cheapest + 0.02);
        // At the lowest density of all there is only one allotment.
        Assert.Equal(enough < 0.1 ? "uniform 1:8" : "by N-tile", found[0].Allotment.Name);
    }

    [Fact]
    public void A_uniform_density_that_costs_no_more_and_suffices_takes_the_place()
    {
        var densities = Densities();
        var found = new DropRequest(1).Search(densities, a => new Trial(0.9, a.Density == "4:8" || a.Cost >= 0.7 * densities.Dense ? 1 : 2, 0, 0));
        Assert.Equal("by N-tile", found.Last(t => t.Trial!.Drop <= 1 && t.Allotment.Density.Length == 0).Allotment.Name);
        Assert.Equal("uniform 5:8", found[^1].Allotment.Name);
        var other = new DropRequest(1).Search(densities, a => new Trial(0.9, a.Density == "5:8" || a.Cost >= 0.7 * densities.Dense ? 1 : 2, 0, 0));
        Assert.Equal("uniform 5:8", other[0].Allotment.Name);
    }

    [Fact]
    public void Where_only_the_dense_network_suffices_it_is_taken()
    {
        var densities = Densities();
        Assert.Equal("dense", new DropRequest(0).Search(densities, a => new Trial(0.9, a.Name == "dense" ? 0 : 2, 0, 0))[0].Allotment.Name);
    }

    [Fact]
    public void A_drop_that_is_not_reached_names_the_nearest()
    {
        var densities = Densities();
        var message = Assert.Throws<InputException>(() => new DropRequest(0.5).Search(densities, a => new Trial(0.5, 10 - (5.0 * a.Cost / densities.Dense), 0, 0))).Message;
        Assert.Matches(@"^--budget: drop=0.5: not reached; the nearest of [2-8] trials is dense at 1.000 of the dense clocks, which loses 5.00 points$", message);
    }

    [Fact]
    public void The_most_accurate_within_the_clocks_is_taken()
    {
        var densities = Densities();
        var found = new ShareRequest(new CycleKind(), 0.55).Search(densities, a => new Trial(a.Name == "by layer" ? 0.9 : 0.8, 0, 0, a.Error));
        Assert.Equal("by layer", found[0].Allotment.Name);
        Assert.Contains(found, t => t.Allotment.Name == "uniform 4:8");
        Assert.All(found, t => Assert.True(t.Allotment.Cost <= 0.55 * densities.Dense));
        // Equally accurate: the output that changes less.
        Assert.Equal("uniform 4:8", new ShareRequest(new CycleKind(), 0.55).Search(densities, a => new Trial(0.8, 0, 0, a.Density == "4:8" ? 0 : 1))[0].Allotment.Name);
    }

    [Fact]
    public void Without_trials_the_least_error_forecast_is_taken_and_no_uniform_density_has_less()
    {
        var densities = Densities();
        foreach (var share in new[] { 0.2, 0.4, 0.55, 0.9, 1 })
        {
            var found = new ShareRequest(new CycleKind(), share).Search(densities, null);
            Assert.Equal("by N-tile", found[0].Allotment.Name);
            Assert.All(found, t => Assert.True(t.Allotment.Error >= found[0].Allotment.Error - 1e-12));
        }

        Assert.Equal(
            "--budget: cycles=0.1: the fewest clocks are 0.125 of the dense ones",
            Assert.Throws<InputException>(() => new ShareRequest(new CycleKind(), 0.1).Search(densities, null)).Message);
    }

    [Fact]
    public void A_density_that_a_user_settled_stays()
    {
        var layer = Layer("settled", 16, 20);
        var tiles = Tiles(3, 2, 8);
        var settled = new LayerDensities(layer, 8, [0..3], [new MeasuredDensity(0, [Tile(2, 1), Tile(2, 8), Tile(2, 3)], 0.5, [0.5])], tiles) { Settled = [1, 8, 3] };
        var densities = new NetworkDensities(Array1, new CycleKind(), [settled, Drawn("free", 64, 40, 3)]);
        Assert.Equal((2 * 3 * 8) + (8 * 5 * 8), densities.Dense);
        Assert.All(densities.Uniform, a => Assert.Equal([1, 8, 3], a.Kept["settled"]));
        var chosen = densities.OfTiles(densities.FrontOfTiles[^1]);
        Assert.Equal([1, 8, 3], chosen.Kept["settled"]);
        Assert.Equal((2 * (1 + 8 + 3)) + (8 * chosen.Kept["free"].Sum()), chosen.Cost);
    }

    private static NetworkDensities Densities() => new(Array1, new CycleKind(), [Drawn("a", 72, 16, 1), Drawn("b", 144, 64, 2), Drawn("c", 64, 10, 3), Drawn("d", 256, 120, 4)]);

    // Errors fall with kept, in every N-tile at a pace of its own.
    private static LayerDensities Drawn(string name, int k, int n, int seed)
    {
        var random = new Random(seed);
        var tiles = (n + 7) / 8;
        double[] paces = [.. Enumerable.Range(0, tiles).Select(_ => 0.3 + random.NextDouble())];
        return new LayerDensities(Layer(name, k, n), 8, [.. Enumerable.Range(0, tiles).Select(t => t..(t + 1))], [.. Enumerable.Range(1, 8).Select(kept =>
        {
            double[] errors = [.. paces.Select(pace => Math.Exp(-pace * kept) / tiles)];
            return new MeasuredDensity(kept, Tiles(tiles, k / 8, kept), errors.Sum(), errors);
        })], Tiles(tiles, k / 8, 8));
    }

    private static MeasuredTile[] Tiles(int count, int blocks, int kept) => [.. Enumerable.Repeat(Tile(blocks, kept), count)];

    private static MeasuredTile Tile(int blocks, int kept) => new(new ImageTile(blocks, kept, null), kept, false);

    private static Linear Layer(string name, int k, int n) => new(name, $"{name}.in", $"{name}.out") { Weights = new Tensor<float>(k, n), Bias = new float[n] };
}
