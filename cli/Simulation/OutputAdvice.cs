using HwGen.Core.Configuration;

namespace HwGen.Cli.Simulation;

/// <summary>Says when outputs hold the array up, and what would help.</summary>
internal static class OutputAdvice
{
    /// <summary>Shares of a network's clocks below this are not worth other hardware.</summary>
    private const double WorthWhile = 0.05;

    /// <summary>A sentence; null where outputs leave fast enough, or cannot leave faster.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="layers">as they ran</param>
    public static string? For(ArrayConfiguration configuration, IReadOnlyList<LayerTally> layers)
    {
        double waiting = (double)layers.Sum(layer => layer.Cycles.Counted.WaitOutput) / layers.Sum(layer => layer.Cycles.Counted.Array);
        int lanes = configuration.OutputLanes;
        if (waiting < WorthWhile || lanes == configuration.NTile)
            return null;
        int outputs = configuration.MTile * configuration.NTile;
        double shortest = layers.Where(layer => layer.Cycles.Counted.WaitOutput > WorthWhile * layer.Cycles.Counted.Array).Min(layer => layer.ClocksPerTile);
        int[] wider = [.. Enumerable.Range(lanes + 1, configuration.NTile - lanes).Where(d => configuration.NTile % d == 0)];
        int better = wider.FirstOrDefault(d => outputs / d <= shortest, wider[^1]);
        return FormattableString.Invariant(
            $"Outputs hold the array up in {100 * waiting:0}% of the clocks: a tile of {outputs} takes {outputs / lanes} clocks to leave and as few as {shortest:0.#} to compute. streams.output_bits {32 * better} sends {better} a clock; a mesh of fewer, larger tiles shortens their way.");
    }
}
