using HwGen.Core.Configuration;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Report;

/// <summary>Which scales of a quantized model (QDQ) the integer network has.</summary>
/// <param name="Activations">that have a scale of their own</param>
/// <param name="HeldActivations">that have the model's</param>
/// <param name="Layers">whose weights are integers in the model</param>
/// <param name="HeldLayers">whose weights are the same integers in every output channel</param>
/// <param name="Notes">what has other scales, and why</param>
public sealed record ModelScales(int Activations, int HeldActivations, int Layers, int HeldLayers, IReadOnlyList<string> Notes)
{
    public override string ToString() => $"scales of the model: {HeldActivations} of {Activations} activations{(Layers == 0 ? "" : $", weights of {HeldLayers} of {Layers} layers")}";

    /// <param name="network">after pruning</param>
    /// <param name="solutions">by layer</param>
    /// <param name="rule">that the user chose for activations; null if none</param>
    /// <param name="configuration">the array</param>
    /// <returns>null for a network whose file states no scales</returns>
    public static ModelScales? Of(NetworkGraph network, IReadOnlyDictionary<string, LayerSolution> solutions, string? rule, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(solutions);
        ArgumentNullException.ThrowIfNull(configuration);
        GemmOperation[] layers = [.. network.Gemms.Where(l => l.WeightScales is not null)];
        if (network.Stated.Count == 0 && layers.Length == 0)
            return null;
        var stated = new StatedQuantizations(network);
        var activations = stated.Activations.Select(a => (Name: a, Stated: stated.Of(a))).ToArray();
        var held = activations.Where(a => rule is null && a.Stated is { } s && StatedQuantizations.Fits(s, configuration)).ToArray();
        string[] wide = [.. activations.Where(a => a.Stated is { } s && !StatedQuantizations.Fits(s, configuration)).Select(a => a.Name)];
        string[] open = [.. activations.Where(a => a.Stated is null).Select(a => a.Name)];
        var channels = layers.ToDictionary(l => l.Name, l => solutions[l.Name].Weights.Scales.Zip(l.WeightScales!).Count(pair => pair.First == pair.Second));
        string[] changed = [.. layers.Where(l => channels[l.Name] == 0).Select(l => l.Name)];
        IEnumerable<string?> notes =
        [
            rule is null ? null : $"activations are calibrated: --ranges {rule}",
            rule is not null || wide.Length == 0 ? null : $"calibrated, because the model has integers of more than numbers.activation_bits ({configuration.ActivationBits}): {string.Join(", ", wide)}",
            rule is not null || open.Length == 0 ? null : $"calibrated, because the model states no scale, or several: {string.Join(", ", open)}",
            changed.Length == 0 ? null : $"weights with other scales, pruned, fitted or not to be held: {string.Join(", ", changed)}",
            .. layers.Where(l => channels[l.Name] > 0 && channels[l.Name] < l.N).Select(l =>
                $"{l.Name}: {l.N - channels[l.Name]} of {l.N} output channels have scales of their own, their integers do not fit numbers.weight_bits ({configuration.WeightBits}) or sums numbers.accumulator_bits ({configuration.AccumulatorBits})"),
        ];
        return new ModelScales(activations.Length, held.Length, layers.Length, channels.Count(c => c.Value == solutions[c.Key].Weights.Scales.Length), [.. notes.OfType<string>()]);
    }
}
