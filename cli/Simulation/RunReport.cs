using HwGen.Cli.Output;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>What running a network came to.</summary>
/// <param name="Folder">of the pruned network</param>
/// <param name="Images">the network</param>
/// <param name="Layers">those that ran on the array</param>
/// <param name="Samples">how many were simulated</param>
/// <param name="Simulated">classes that came out right on the array; null without labels</param>
/// <param name="Golden">classes that come out right by the golden model, over all samples; null without labels</param>
internal sealed record RunReport(
    string Folder, NetworkImages Images, IReadOnlyList<LayerTally> Layers, int Samples, Classification? Simulated, Classification? Golden)
{
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
        session.Show(TallyTable.Of(Layers));
        if (Simulated is not null)
            session.Say($"accuracy on the array: {Percent(Simulated)} of {Simulated.Count} samples");
        if (Golden is not null)
            session.Say($"accuracy by the golden model: {Percent(Golden)} of {Golden.Count} samples");
    }

    public object ToResult(string? log) => new
    {
        network = Images.Network.Plan.Network,
        configuration = Images.Configuration.Name,
        hash = Images.Configuration.Hash.ToString("x8"),
        folder = Folder,
        samples = Samples,
        accuracy = Simulated?.Accuracy,
        golden = Golden is null ? null : new { samples = Golden.Count, accuracy = Golden.Accuracy },
        mismatches = Mismatches,
        cycles = new
        {
            total = Layers.Sum(layer => layer.Cycles.Counted.Total),
            array = Layers.Sum(layer => layer.Cycles.Counted.Array),
            ideal = Layers.Sum(layer => layer.Cycles.Ideal),
            dense = Layers.Sum(layer => layer.DenseCycles),
        },
        layers = Layers.Select(layer => layer.ToResult()),
        log,
    };

    private static string Percent(Classification classes) => $"{100 * classes.Accuracy:0.0}%";
}
