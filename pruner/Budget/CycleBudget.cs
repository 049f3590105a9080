using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Budget;

/// <summary>Allots kept weights to layers so that the network takes a share of its dense ideal clocks and the layers' errors are least in sum.</summary>
/// <remarks>Errors are measured on the unpruned network's inputs with <see cref="SparseGptMethod"/>. Any uniform density is among the
/// choices, so that the sum is never above that of a uniform density within the same clocks.</remarks>
/// <param name="configuration">the array, scheme nm</param>
/// <param name="share">of the dense clocks, above 0, at most 1</param>
public sealed class CycleBudget(ArrayConfiguration configuration, double share)
{
    private const int SamplesPerBatch = 64;

    /// <summary>Reads <c>cycles=0.4</c>.</summary>
    public static double ParseShare(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isCycles = text.StartsWith("cycles=", StringComparison.Ordinal);
        return isCycles && double.TryParse(text[7..], System.Globalization.CultureInfo.InvariantCulture, out var share) && share is > 0 and <= 1
            ? share
            : throw new InputException("--budget", $"{text}, must be cycles=SHARE with a share of the dense clocks above 0, at most 1");
    }

    /// <param name="network">float network</param>
    /// <param name="samples">batch x input shape</param>
    /// <param name="fixedKept">layers whose density is settled</param>
    /// <returns>kept weights of a block for every layer</returns>
    public IReadOnlyDictionary<string, int> Allot(NetworkGraph network, Tensor<float> samples, IReadOnlyDictionary<string, int> fixedKept)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(fixedKept);
        if (configuration.Scheme != SchemeKind.Nm)
            throw new InputException("--budget", $"{configuration.Name} has no densities to choose from, must have sparsity.scheme nm");
        var shapes = network.Shapes();
        GemmOperation[] layers = [.. network.Gemms];
        long[] rows = [.. layers.Select(l => (long)configuration.MTile * l.RowsPerSample(shapes[l.Inputs[0]]))];
        var statistics = Statistics(network, samples);
        IReadOnlyList<LayerChoice>[] choices = [.. layers.Select((l, i) => Choices(l, rows[i], statistics[l.Name], fixedKept))];
        var dense = layers.Select((l, i) => CycleModel.Dense(configuration, rows[i], new MatrixShape(l.K, l.N))).Sum();
        var chosen = Allotment.Choose(choices, (long)(share * dense)) ?? throw new InputException(
            "--budget",
            FormattableString.Invariant($"cycles={share}: the fewest clocks are {choices.Sum(c => c.Min(x => x.Cost)) / (double)dense:f3} of the dense ones"));
        return layers.Zip(chosen).ToDictionary(pair => pair.First.Name, pair => pair.Second.Kept);
    }

    // Of the densities that take the same clocks only the fullest is of use.
    private LayerChoice[] Choices(GemmOperation layer, long rows, LayerStatistics statistics, IReadOnlyDictionary<string, int> fixedKept)
    {
        var block = configuration.Block;
        int[] kept = fixedKept.TryGetValue(layer.Name, out var settled)
            ? [settled]
            : [.. Enumerable.Range(1, block).Where(n => n == block || configuration.Steps(n + 1) > configuration.Steps(n))];
        var dense = CycleModel.Dense(configuration, rows, new MatrixShape(layer.K, layer.N)) / configuration.Steps(block);
        return [.. kept.Select(n => new LayerChoice(n, dense * configuration.Steps(n), Error(layer, statistics, n)))];
    }

    private double Error(GemmOperation layer, LayerStatistics statistics, int kept)
    {
        var options = new PruneOptions { Method = new SparseGptMethod(), CorrectsStatistics = false, KeptOfLayer = new Dictionary<string, int> { [layer.Name] = kept } };
        return new LayerSolver(configuration, options).Solve(layer, statistics).Error;
    }

    private static Dictionary<string, LayerStatistics> Statistics(NetworkGraph network, Tensor<float> samples)
    {
        var collectors = network.Gemms.ToDictionary(l => l.Name, l => new StatisticsCollector(l.K));
        for (var start = 0; start < samples.Shape[0]; start += SamplesPerBatch)
            FloatInterpreter.Run(network, samples.Slice(start, Math.Min(SamplesPerBatch, samples.Shape[0] - start)), (operation, inputs, _) =>
            {
                if (operation is not GemmOperation gemm)
                    return;
                var rows = gemm.Rows(inputs[0]);
                collectors[gemm.Name].Add(rows, rows);
            });
        return collectors.ToDictionary(c => c.Key, c => c.Value.Finish());
    }
}
