using HwGen.Core.Configuration;

namespace HwGen.Core.Network;

/// <summary>Says what a layer that is not there may have been meant to be.</summary>
public static class LayerNames
{
    private const int Most = 5;

    /// <param name="name">that no layer has</param>
    /// <param name="layers">of the network</param>
    /// <returns>all layers, or those whose names are nearest where there are many</returns>
    public static string Absent(string name, IReadOnlyList<string> layers)
    {
        ArgumentNullException.ThrowIfNull(layers);
        return layers.Count <= Most
            ? $"not in the network, must be one of {string.Join(", ", layers)}"
            : $"not in the network, nearest of its {layers.Count} layers: {string.Join(", ", Nearest.Several(name, layers, Most))}";
    }
}
