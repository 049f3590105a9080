using HwGen.Cli.Output;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>What running a network came to.</summary>
/// <param name="Folder">of the pruned network</param>
/// <param name="Images">the network</param>
/// <param name="Layers">those that ran on the array</param>
/// <param name="Samples">how many were simulated</param>
/// <param name="Simulated">classes that came out right on the array; null without labels, or if not all layers ran there</param>
/// <param name="Golden">classes that come out right by the golden model, over all samples; null where <paramref name="Simulated"/> is</param>
/// <param name="Before">accuracy of the float network, 0 to 1, as the pruner measured it; null if it did not</param>
internal sealed record RunReport(
    string Folder, NetworkImages Images, IReadOnlyList<LayerTally> Layers, int Samples, Classification? Simulated, Classification? Golden,
    double? Before)
{
    /// <summary>Of all layers.</summary>
    private LayerCycles Cycles => TallyTable.Sum(Layers.Select(layer => layer.Cycles));

    public long Mismatches => Layers.Sum(layer => layer.Mismatches);

    /// <summary>All it takes to see the first mismatch again.</summary>
    public string Failure(int seed)
    {
        LayerTally layer = Layers.First(tally => tally.First is not null);
        return $"{Images.Configuration.Name} seed {seed}: layer {layer.Layer.Name}: {layer.First}";
    }

    public void Show(Session session)
    {
        session.Say($"{Images.Network.Plan.Network} on {Images.Configuration.Name}, {Samples} samples simulated");
        int all = Images.Network.Plan.Gemms.Count();
        if (Layers.Count < all)
            session.Say($"{Layers.Count} of {all} layers on the array, the others by the golden model; so no accuracy is stated.");
        session.Show(TallyTable.Of(Layers));
        session.Say("clocks: from a layer's first step to its last. In use: with a step. No input, weights, room: waiting for activations, weights, outputs to leave; waits before the first step count, too.");
        if (Layers.All(layer => layer.Dense is not null))
        {
            (long clocks, long dense) = (Cycles.Counted.Total, TallyTable.Sum(Layers.Select(layer => layer.Dense!)).Counted.Total);
            session.Say($"dense: the same layers with every weight on the same array, run beside. Loading and draining included: {clocks} clocks, dense {dense}, {(double)dense / clocks:0.00}x faster.");
        }

        if (OutputAdvice.For(Images.Configuration, Layers) is { } advice)
            session.Say(advice);
        if (Simulated is not null && Golden is not null)
            session.Show(Accuracies(Simulated, Golden));
    }

    private ResultTable Accuracies(Classification simulated, Classification golden)
    {
        var table = new ResultTable("accuracy", ">samples", ">right");
        if (Before is { } before)
            table.Add("before: float network", "", $"{100 * before:0.0}%");
        return table
            .Add("pruned and quantized: golden model", $"{golden.Count}", $"{100 * golden.Accuracy:0.0}%")
            .Add("pruned and quantized: simulated array", $"{simulated.Count}", $"{100 * simulated.Accuracy:0.0}%");
    }

    public object ToResult(string? log) => new
    {
        network = Images.Network.Plan.Network,
        configuration = Images.Configuration.Name,
        hash = Images.Configuration.Hash.ToString("x8"),
        folder = Folder,
        samples = Samples,
        golden_layers = Images.Network.Plan.Gemms.Select(layer => layer.Name).Except(Layers.Select(layer => layer.Layer.Name)),
        accuracy = Simulated?.Accuracy,
        accuracy_before = Before,
        golden = Golden is null ? null : new { samples = Golden.Count, accuracy = Golden.Accuracy },
        mismatches = Mismatches,
        cycles = Cycles.ToResult(),
        dense = Layers.Any(layer => layer.Dense is null) ? null : TallyTable.Sum(Layers.Select(layer => layer.Dense!)).ToResult(),
        advice = OutputAdvice.For(Images.Configuration, Layers),
        layers = Layers.Select(layer => layer.ToResult()),
        log,
    };
}
