using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Budget;

/// <summary>What a layer costs and spoils at every density that it may get.</summary>
public sealed class LayerDensities
{
    private readonly IReadOnlyList<MeasuredDensity> _densities;
    private readonly IReadOnlyList<MeasuredTile> _dense;

    /// <param name="layer">unpruned</param>
    /// <param name="rows">M of the batch that costs are counted for</param>
    /// <param name="groups">ranges of N-tiles that get one density each; together all</param>
    /// <param name="densities">ascending in kept; one if the layer's density is settled</param>
    /// <param name="dense">its N-tiles with all weights</param>
    public LayerDensities(GemmOperation layer, long rows, IReadOnlyList<Range> groups, IReadOnlyList<MeasuredDensity> densities, IReadOnlyList<MeasuredTile> dense) =>
        (Layer, Rows, Groups, _densities, _dense) = (layer, rows, groups, densities, dense);

    public GemmOperation Layer { get; }

    public IReadOnlyList<Range> Groups { get; }

    /// <summary>What each N-tile keeps if the layer's density is settled; null if it may be chosen.</summary>
    public IReadOnlyList<int>? Settled { get; init; }

    /// <summary>Of the density with that many kept weights, or the only one.</summary>
    public MeasuredDensity At(int kept) => _densities.FirstOrDefault(d => d.Kept == kept) ?? _densities[0];

    private long Rows { get; }

    private int Tiles => _dense.Count;

    /// <summary>Weights kept of a block that the layer may get, ascending.</summary>
    public IEnumerable<int> Kept => _densities.Select(d => d.Kept);

    /// <summary>Of the whole layer.</summary>
    /// <param name="kept">for each N-tile; not looked at if the density is settled</param>
    public long Cost(ArrayConfiguration configuration, IBudgetKind kind, IReadOnlyList<int> kept) =>
        Cost(configuration, kind, [.. Enumerable.Range(0, Tiles).Select(t => At(kept[t]).Tiles[t])]);

    /// <summary>With all weights.</summary>
    public long DenseCost(ArrayConfiguration configuration, IBudgetKind kind) => Cost(configuration, kind, _dense);

    /// <summary>One density for all N-tiles.</summary>
    public IReadOnlyList<int> Uniform(int kept) => [.. Enumerable.Repeat(kept, Tiles)];

    /// <summary>A density for each group as one for each N-tile.</summary>
    public IReadOnlyList<int> Spread(IReadOnlyList<int> keptOfGroups)
    {
        var kept = new int[Tiles];
        foreach (var (group, count) in Groups.Zip(keptOfGroups))
            Array.Fill(kept, count, group.Start.Value, group.End.Value - group.Start.Value);
        return kept;
    }

    /// <summary>The choices of the layer as a whole.</summary>
    public IReadOnlyList<DensityChoice> Choices(ArrayConfiguration configuration, IBudgetKind kind) =>
        [.. _densities.Select(d => new DensityChoice(d.Kept, Cost(configuration, kind, Uniform(d.Kept)), d.Error))];

    /// <summary>The choices of each group. Costs beyond those of the cheapest layer, which stand in the first group's.</summary>
    public IEnumerable<IReadOnlyList<DensityChoice>> ChoicesOfGroups(ArrayConfiguration configuration, IBudgetKind kind)
    {
        var cheapest = Enumerable.Repeat(_densities[0].Kept, Groups.Count).ToArray();
        var least = Cost(configuration, kind, Spread(cheapest));
        return Groups.Select((_, group) => (DensityChoice[])[.. _densities.Select(d =>
        {
            int[] kept = [.. cheapest];
            kept[group] = d.Kept;
            return new DensityChoice(d.Kept, Cost(configuration, kind, Spread(kept)) - (group > 0 ? least : 0), d.ErrorOfGroup[group]);
        })]);
    }

    private long Cost(ArrayConfiguration configuration, IBudgetKind kind, IReadOnlyList<MeasuredTile> tiles) =>
        PlannedImage.Of(configuration, new MatrixShape(Layer.K, Layer.N), tiles).Sum(image => kind.Cost(configuration, image, Rows));
}
