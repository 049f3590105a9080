using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Pruning;

/// <summary>Prunes, corrects and quantizes one layer.</summary>
public sealed class LayerSolver(ArrayConfiguration configuration, PruneOptions options)
{
    /// <summary>Rounds the weights of a layer and changes nothing else; its error is not known.</summary>
    public LayerSolution Round(GemmOperation layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var weights = Quantize(layer, WeightsOf(layer));
        return new LayerSolution(weights, Array.ConvertAll(layer.Bias, b => (double)b), StructureOf(layer), 0)
        {
            IsUnchanged = layer.WeightScales is { } scales && scales.AsSpan().SequenceEqual(weights.Scales),
        };
    }

    /// <param name="layer">unpruned</param>
    /// <param name="samples">what it reads and what it should give</param>
    public LayerSolution Solve(GemmOperation layer, LayerSamples samples)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(samples);
        var structure = StructureOf(layer);
        var dense = WeightsOf(layer);
        var weights = new Tensor<double>(layer.K, layer.N);
        var (groups, parts) = (layer.ChannelGroups, new List<LayerFit>());
        foreach (var group in groups)
        {
            var part = new LayerFit(options.Method, structure, groups.Count == 1 ? samples : samples.Part(group));
            Copy(part.Solve(layer.Name, Part(dense, group)), weights, group);
            parts.Add(part);
        }

        var quantized = Quantize(layer, weights);
        var real = quantized.ToReal();
        var (bias, error) = (new double[layer.N], 0.0);
        foreach (var (group, part) in groups.Zip(parts))
        {
            var (partBias, partError) = part.Finish(Part(real, group));
            foreach (var (n, b) in group.N.Zip(partBias))
                bias[n] = b;
            error += partError / parts.Count;
        }

        return new LayerSolution(quantized, bias, structure, error)
        {
            Mask = structure.IsDense ? null : Array.ConvertAll(weights.Values, v => v != 0),
        };
    }

    /// <summary>False if the layer is only rounded. A dense layer can make up for what was done to the layers before it.</summary>
    /// <param name="layer">unpruned</param>
    /// <param name="isSettled">it gives what it should as it is</param>
    public bool NeedsSamples(GemmOperation layer, bool isSettled)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return !StructureOf(layer).IsDense || (!isSettled && options.Method.NeedsStatistics);
    }

    /// <summary>True if a layer is pruned by a method that fits what stays to samples.</summary>
    public bool IsFitted(GemmOperation layer) => options.Method.NeedsStatistics && !StructureOf(layer).IsDense;

    /// <summary>What the configuration, or the user for this layer, asks for.</summary>
    public IWeightStructure StructureOf(GemmOperation layer) =>
        Fault(layer) is { } fault ? throw new InputException(fault.Where, fault.Message)
        : !options.KeptOfLayer.TryGetValue(layer.Name, out var kept) ? layer.StaysDense(configuration.Block) ? new DenseStructure() : WeightStructures.For(configuration, hasKernelBlocks: layer.HasKernelBlocks)
        : layer.IsInGroups || configuration.KeepsWholeBlocks ? new DenseStructure()
        : WeightStructures.For(configuration, kept, layer.HasKernelBlocks);

    /// <summary>What is wrong with what is to be kept of a layer; null if nothing is.</summary>
    public InputError? Fault(GemmOperation layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (!options.KeptOfLayer.TryGetValue(layer.Name, out var kept))
            return null;
        var tiles = (layer.N + configuration.NTile - 1) / configuration.NTile;
        var text = kept.Count == 0 ? "no number" : string.Join('/', kept);
        var problem = kept.Count != 1 && kept.Count != tiles ? $"must be one number, or one for each of the {tiles} N-tiles ({layer.N} output channels, {configuration.NTile} in a tile)"
            : kept.Any(k => k < 1 || k > configuration.Block) ? $"must be 1 to array.block ({configuration.Block})"
            : kept.Count != 1 && configuration.Scheme == SchemeKind.Pattern ? "must be one number: the patterns are those of the whole layer"
            : configuration.KeepsWholeBlocks && kept.Any(k => k != configuration.Block) ? $"must be array.block ({configuration.Block}), which leaves the layer dense: scheme {ConfigurationWords.Of(configuration.Scheme)} keeps blocks whole"
            : layer.IsInGroups && kept.Any(k => k != configuration.Block) ? "a convolution in groups stays dense"
            : null;
        return problem is null ? null : new InputError($"layer '{layer.Name}'", $"kept {text}, {problem}");
    }

    private QuantizedWeights Quantize(GemmOperation layer, Tensor<double> weights) => SumRange.Quantize(weights, configuration, $"layer '{layer.Name}'", layer.WeightScales);

    private static Tensor<double> WeightsOf(GemmOperation layer) => new(Array.ConvertAll(layer.Weights.Values, w => (double)w), layer.Weights.Shape);

    private static Tensor<double> Part(Tensor<double> weights, (int[] K, int[] N) group) =>
        new([.. group.K.SelectMany(k => group.N.Select(n => weights.Values[(k * weights.Shape[1]) + n]))], group.K.Length, group.N.Length);

    private static void Copy(Tensor<double> part, Tensor<double> weights, (int[] K, int[] N) group)
    {
        for (var i = 0; i < part.Count; i++)
            weights.Values[(group.K[i / group.N.Length] * weights.Shape[1]) + group.N[i % group.N.Length]] = part.Values[i];
    }
}
