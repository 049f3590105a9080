using HwGen.Core.Errors;
using HwGen.Core.Network;

namespace HwGen.Cli.Simulation;

/// <summary>Which layers of a network run on the array; the golden model computes the others.</summary>
internal sealed class LayerChoice
{
    private readonly HashSet<string> names;

    private LayerChoice(IEnumerable<string> names) => this.names = new(names, StringComparer.Ordinal);

    /// <param name="plan">the network</param>
    /// <param name="texts">names with commas between them; nothing for all layers</param>
    /// <exception cref="InputException">every name that is not that of a layer of the array</exception>
    public static LayerChoice Of(Plan plan, IReadOnlyList<string> texts)
    {
        string[] layers = [.. plan.Gemms.Select(layer => layer.Name)];
        if (texts.Count == 0)
            return new LayerChoice(layers);
        string[] chosen = [.. texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
        if (chosen.Length == 0)
            throw new InputException("--layers", "names no layer");
        InputError[] errors =
        [
            .. chosen.Except(layers).Select(name => new InputError($"--layers: layer '{name}'",
                plan.Layers.Any(layer => layer.Name == name) ? "runs on the host, must be one that runs on the array" : LayerNames.Absent(name, layers))),
        ];
        return errors.Length == 0 ? new LayerChoice(chosen) : throw new InputException(errors);
    }

    public bool Includes(GemmLayer layer) => names.Contains(layer.Name);
}
