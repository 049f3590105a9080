using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Pruning;

/// <summary>Prunes, corrects and quantizes one layer.</summary>
public sealed class LayerSolver(ArrayConfiguration configuration, PruneOptions options)
{
    private const double LeastVariance = 1e-10;

    /// <param name="layer">unpruned</param>
    /// <param name="statistics">of its inputs; null for a layer that is only quantized, whose error is then not known</param>
    public LayerSolution Solve(GemmOperation layer, LayerStatistics? statistics)
    {
        ArgumentNullException.ThrowIfNull(layer);
        var dense = new Tensor<double>(Array.ConvertAll(layer.Weights.Values, w => (double)w), layer.Weights.Shape);
        var bias = Array.ConvertAll(layer.Bias, b => (double)b);
        var structure = StructureOf(layer);
        if (statistics is null)
            return new LayerSolution(SumRange.Quantize(dense, configuration, $"layer '{layer.Name}'"), bias, structure, 0);
        var pruned = structure.IsDense ? dense : Prune(layer.Name, dense, statistics, structure);
        if (options.CorrectsStatistics && !structure.IsDense)
            pruned = CorrectVariance(dense, pruned, statistics);
        var quantized = SumRange.Quantize(pruned, configuration, $"layer '{layer.Name}'");
        var real = quantized.ToReal();
        if (options.CorrectsStatistics && !structure.IsDense)
            bias = CorrectMean(bias, dense, real, statistics);
        return new LayerSolution(quantized, bias, structure, Error(dense, real, statistics))
        {
            Mask = structure.IsDense ? null : Array.ConvertAll(pruned.Values, v => v != 0),
        };
    }

    /// <summary>True if the layer is only quantized.</summary>
    public bool IsDense(GemmOperation layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        return StructureOf(layer).IsDense;
    }

    private IWeightStructure StructureOf(GemmOperation layer)
    {
        if (!options.KeptOfLayer.TryGetValue(layer.Name, out var kept))
            return layer.StaysDense(configuration.Block) ? new DenseStructure() : WeightStructures.For(configuration);
        if (kept < 1 || kept > configuration.Block)
            throw new InputException($"layer '{layer.Name}'", $"kept {kept}, must be 1 to array.block ({configuration.Block})");
        return !layer.IsInGroups ? WeightStructures.For(configuration, kept)
            : kept == configuration.Block ? new DenseStructure()
            : throw new InputException($"layer '{layer.Name}'", $"kept {kept}, a convolution in groups stays dense");
    }

    private Tensor<double> Prune(string name, Tensor<double> dense, LayerStatistics statistics, IWeightStructure structure)
    {
        if (!options.Method.NeedsStatistics)
            return options.Method.Prune(new LayerProblem(name, dense, null, structure));
        var damping = statistics.Damping;
        var k = dense.Shape[0];
        double[] gram = [.. statistics.Gram];
        for (var i = 0; i < k; i++)
            gram[(i * k) + i] += damping;
        var target = ClearDead(options.IsAsymmetric ? AsymmetricTarget(dense, statistics, gram, damping) : dense, statistics);
        return options.Method.Prune(new LayerProblem(name, target, gram, structure));
    }

    // (H + lambda) W* = X'D W + lambda W: the weights that give the old outputs from the new inputs.
    private static Tensor<double> AsymmetricTarget(Tensor<double> dense, LayerStatistics statistics, double[] gram, double damping)
    {
        if (statistics.Cross.AsSpan().SequenceEqual(statistics.Gram))
            return dense;
        var right = LeastSquares.Multiply(statistics.Cross, dense);
        for (var i = 0; i < right.Count; i++)
            right.Values[i] += damping * dense.Values[i];
        return LeastSquares.Solve(gram, right);
    }

    // An input that is always 0 must not take a slot.
    private static Tensor<double> ClearDead(Tensor<double> weights, LayerStatistics statistics)
    {
        var (k, n) = (weights.Shape[0], weights.Shape[1]);
        var result = new Tensor<double>([.. weights.Values], k, n);
        for (var i = 0; i < k; i++)
            if (statistics.Gram[(i * k) + i] == 0)
                Array.Clear(result.Values, i * n, n);
        return result;
    }

    private static Tensor<double> CorrectVariance(Tensor<double> dense, Tensor<double> pruned, LayerStatistics statistics)
    {
        var wanted = ChannelMoments.Of(dense, statistics.DenseGram, statistics.DenseMean);
        var found = ChannelMoments.Of(pruned, statistics.Gram, statistics.Mean);
        var n = dense.Shape[1];
        double[] factors = [.. Enumerable.Range(0, n).Select(j =>
            found.Variance[j] < LeastVariance ? 1 : Math.Clamp(Math.Sqrt(wanted.Variance[j] / found.Variance[j]), 0.25, 4))];
        return new Tensor<double>([.. pruned.Values.Select((v, i) => v * factors[i % n])], pruned.Shape);
    }

    private static double[] CorrectMean(double[] bias, Tensor<double> dense, Tensor<double> real, LayerStatistics statistics)
    {
        var wanted = ChannelMoments.Of(dense, statistics.DenseGram, statistics.DenseMean);
        var found = ChannelMoments.Of(real, statistics.Gram, statistics.Mean);
        return [.. bias.Select((b, j) => b + wanted.Mean[j] - found.Mean[j])];
    }

    private static double Error(Tensor<double> dense, Tensor<double> real, LayerStatistics statistics)
    {
        var power = LeastSquares.Power(statistics.Gram, dense);
        var difference = new Tensor<double>([.. dense.Values.Select((w, i) => w - real.Values[i])], dense.Shape);
        return power > 0 ? LeastSquares.Power(statistics.Gram, difference) / power : 0;
    }
}
