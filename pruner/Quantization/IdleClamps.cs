using HwGen.Core.Network;

namespace HwGen.Pruner.Quantization;

/// <summary>Leaves out the steps of a plan that cut off at limits which no integer lies beyond, such as a QuantizeLinear whose scale its input has already.</summary>
internal static class IdleClamps
{
    /// <param name="layers">in order</param>
    /// <param name="output">of the network, which keeps its name</param>
    /// <param name="quantizationOf">of an activation</param>
    public static IEnumerable<PlanLayer> Remove(IEnumerable<PlanLayer> layers, string output, Func<string, TensorQuantization> quantizationOf)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var layer in layers)
        {
            var reading = layer.Inputs.Any(names.ContainsKey) ? layer with { Inputs = [.. layer.Inputs.Select(i => names.GetValueOrDefault(i, i))] } : layer;
            if (reading is ClampLayer clamp && clamp.Output != output && IsIdle(clamp, quantizationOf(layer.Output)))
                names[clamp.Output] = clamp.Inputs[0];
            else
                yield return reading;
        }
    }

    private static bool IsIdle(ClampLayer clamp, TensorQuantization integers) => clamp.ClampLow <= integers.Low && clamp.ClampHigh >= integers.High;
}
