using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;

namespace HwGen.Core.Jobs;

/// <summary>Cuts a layer into jobs whose images and activations fit the memories.</summary>
/// <remarks>A layer that does not fit as one image is cut into images of at most half of each memory, so that the next one loads while
/// one computes; K is cut only where the activation bank or a single N-tile makes it necessary. Source: docs/design.md, section 5.</remarks>
public static class JobPlanner
{
    /// <summary>Plans a layer.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="shape">K x N of the whole layer</param>
    /// <param name="tiles">its N-tiles from <see cref="ImageMeasure"/></param>
    /// <exception cref="InputException">a single block of an N-tile does not fit</exception>
    public static JobPlan Plan(ArrayConfiguration configuration, MatrixShape shape, IReadOnlyList<MeasuredTile> tiles)
    {
        int nTiles = (shape.Columns + configuration.NTile - 1) / configuration.NTile;
        if (tiles.Count != nTiles)
            throw new ArgumentException($"{tiles.Count} tiles, must be {nTiles} for {shape.Columns} columns", nameof(tiles));
        MemoryBudget whole = MemoryBudget.Whole(configuration);
        var layer = new LayerTiles(configuration, shape, tiles);
        if (layer.KBlocks <= whole.Blocks && whole.Holds(layer.NeedOf(0, layer.KBlocks)))
            return new JobPlan([new WeightPart(0, shape.Rows, 0, shape.Columns)], false);
        JobPlan? overlapped = Cut(layer, whole.Half());
        if (overlapped is { IsRaw: false })
            return overlapped;
        JobPlan? alone = Cut(layer, whole);
        return alone is { IsRaw: false } ? alone : overlapped ?? alone
            ?? throw new InputException(configuration.Name, "memory.weight_kib: too small for one block of an N-tile");
    }

    // The fewest ranges of K in which every N-tile fits alone, then as many N-tiles to an image as fit.
    private static JobPlan? Cut(LayerTiles layer, MemoryBudget budget)
    {
        int ranges = (layer.KBlocks + budget.Blocks - 1) / budget.Blocks;
        while (true)
        {
            int length = (layer.KBlocks + ranges - 1) / ranges;
            if (Starts(layer, length).All(first => layer.NeedOf(first, length).All(budget.HoldsOne)))
                return Group(layer, budget, length);
            if (length == 1)
                return null;
            while ((layer.KBlocks + ranges - 1) / ranges == length)
                ranges++;
        }
    }

    private static JobPlan Group(LayerTiles layer, MemoryBudget budget, int length)
    {
        int[] starts = [.. Starts(layer, length)];
        var parts = new List<WeightPart>();
        for (int firstTile = 0, count; firstTile < layer.Count; firstTile += count)
        {
            count = starts.Min(first => budget.HowMany(layer.NeedOf(first, length).Skip(firstTile)));
            foreach (int first in starts)
                parts.Add(layer.Part(first, length, firstTile, count));
        }

        return new JobPlan(parts, starts.Length > 1);
    }

    private static IEnumerable<int> Starts(LayerTiles layer, int length) =>
        Enumerable.Range(0, (layer.KBlocks + length - 1) / length).Select(i => i * length);
}
