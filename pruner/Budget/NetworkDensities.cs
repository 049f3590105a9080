using HwGen.Core.Configuration;

namespace HwGen.Pruner.Budget;

/// <summary>What a network costs and loses at the densities that its layers may get.</summary>
public sealed class NetworkDensities
{
    private readonly ArrayConfiguration _configuration;
    private readonly IBudgetKind _kind;
    private readonly IReadOnlyList<LayerDensities> _layers;

    public NetworkDensities(ArrayConfiguration configuration, IBudgetKind kind, IReadOnlyList<LayerDensities> layers)
    {
        (_configuration, _kind, _layers) = (configuration, kind, layers);
        Dense = layers.Sum(layer => layer.DenseCost(configuration, kind));
        FrontOfTiles = AllotmentFront.Of([.. layers.SelectMany(layer => layer.ChoicesOfGroups(configuration, kind))]);
        FrontOfLayers = AllotmentFront.Of([.. layers.Select(layer => layer.Choices(configuration, kind))]);
        Uniform = [.. Densities().SelectMany(kept => new[] { OfUniform(kept, true), OfUniform(kept, false) }).DistinctBy(a => a.KeptText).OrderBy(a => a.Cost)];
    }

    /// <summary>Cost of the dense network.</summary>
    public long Dense { get; }

    /// <summary>Cost with the fewest weights in every layer.</summary>
    public long Least => OfLayers(FrontOfLayers[0]).Cost;

    /// <summary>A density for each N-tile.</summary>
    public IReadOnlyList<AllotmentPoint> FrontOfTiles { get; }

    /// <summary>A density for each layer.</summary>
    public IReadOnlyList<AllotmentPoint> FrontOfLayers { get; }

    /// <summary>One density for the network, from the lowest on: with the layers dense that stay dense if nothing is said, and without.</summary>
    public IReadOnlyList<Allotment> Uniform { get; }

    public Allotment OfTiles(AllotmentPoint point)
    {
        var choices = new Queue<DensityChoice>(point.Choices);
        return Of("by N-tile", layer => layer.Spread([.. layer.Groups.Select(_ => choices.Dequeue().Kept)]), point.Error);
    }

    public Allotment OfLayers(AllotmentPoint point)
    {
        var choices = new Queue<DensityChoice>(point.Choices);
        return Of("by layer", layer => layer.Uniform(choices.Dequeue().Kept), point.Error);
    }

    /// <summary>The best allotment within a budget; null if none is.</summary>
    /// <param name="front">one of the fronts</param>
    /// <param name="allot">makes an allotment of a point of it</param>
    /// <param name="budget">most that may be spent</param>
    /// <remarks>Costs of N-tiles may not quite add up to those of their images; then the next cheaper points are tried.</remarks>
    public static Allotment? Within(IReadOnlyList<AllotmentPoint> front, Func<AllotmentPoint, Allotment> allot, long budget)
    {
        for (var limit = budget; AllotmentFront.Within(front, limit) is { } point;)
        {
            var allotment = allot(point);
            if (allotment.Cost <= budget)
                return allotment;
            limit = Math.Min(point.Cost - 1, limit - (allotment.Cost - budget));
        }

        return null;
    }

    private IEnumerable<int> Densities() => _layers.Where(layer => layer.Settled is null).SelectMany(layer => layer.Kept).Distinct().Order();

    private Allotment OfUniform(int kept, bool leavesDense)
    {
        var block = _configuration.Block;
        int Of(LayerDensities layer) => leavesDense && layer.Layer.StaysDense(block) ? block : kept;
        LayerDensities[] free = [.. _layers.Where(layer => layer.Settled is null)];
        string[] dense = [.. free.Where(layer => Of(layer) == block).Select(layer => layer.Layer.Name)];
        var name = dense.Length == free.Length ? "dense"
            : $"uniform {kept}:{block}{(dense.Length == 0 ? "" : dense.Length == 1 ? $", {dense[0]} dense" : $", {dense.Length} layers dense")}";
        return this.Of(name, layer => layer.Uniform(Of(layer)), _layers.Sum(layer => layer.At(Of(layer)).Error)) with
        {
            Density = $"{(name == "dense" ? block : kept)}:{block}",
        };
    }

    private Allotment Of(string name, Func<LayerDensities, IReadOnlyList<int>> keptOf, double error)
    {
        var kept = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
        foreach (var layer in _layers)
        {
            var chosen = keptOf(layer);
            kept[layer.Layer.Name] = layer.Settled ?? chosen;
        }

        return new Allotment(name, kept, _layers.Sum(layer => layer.Cost(_configuration, _kind, kept[layer.Layer.Name])), error);
    }
}
