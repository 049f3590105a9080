using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>A plan with its numbers: everything needed to run it.</summary>
/// <param name="Plan">which layers, in which order</param>
/// <param name="Parameters">dense numbers of each GEMM layer, by its name</param>
public sealed record IntegerNetwork(Plan Plan, IReadOnlyDictionary<string, GemmParameters> Parameters)
{
    /// <summary>Reads <c>plan.json</c> and the parameter files beside it.</summary>
    /// <param name="folder">as the pruner wrote it</param>
    public static IntegerNetwork Load(string folder)
    {
        var plan = PlanFile.Read(Path.Combine(folder, PlanFile.Name));
        return new IntegerNetwork(
            plan,
            plan.Gemms.ToDictionary(g => g.Name, g => GemmParametersFile.Read(Path.Combine(folder, g.Parameters), g.K, g.N), StringComparer.Ordinal));
    }

    public GemmParameters ParametersOf(GemmLayer layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return Parameters[layer.Name];
    }

    /// <summary>Float samples as the network's integers.</summary>
    /// <param name="samples">batch x input shape</param>
    public Tensor<int> Quantize(Tensor<float> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new Tensor<int>(Array.ConvertAll(samples.Values, v => Plan.Input.Quantization.Quantize(v)), samples.Shape);
    }
}
