using HwGen.Core.IO;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Pruning;

/// <summary>Adds up the moments of a layer's inputs, batch by batch.</summary>
/// <param name="k">inputs of the layer</param>
internal sealed class StatisticsCollector(int k)
{
    private readonly double[] _gram = new double[k * k];
    private readonly double[] _cross = new double[k * k];
    private readonly double[] _denseGram = new double[k * k];
    private readonly double[] _mean = new double[k];
    private readonly double[] _denseMean = new double[k];
    private long _rows;

    /// <param name="rows">inputs in the network as pruned so far, rows x K</param>
    /// <param name="denseRows">the same rows before pruning</param>
    public void Add(Tensor<float> rows, Tensor<float> denseRows)
    {
        var count = rows.Shape[0];
        FloatGemm.AddCrossProduct(rows.Values, rows.Values, _gram, count, k);
        FloatGemm.AddCrossProduct(rows.Values, denseRows.Values, _cross, count, k);
        FloatGemm.AddCrossProduct(denseRows.Values, denseRows.Values, _denseGram, count, k);
        AddMean(rows, _mean);
        AddMean(denseRows, _denseMean);
        _rows += count;
    }

    public LayerStatistics Finish()
    {
        foreach (var sums in new[] { _gram, _cross, _denseGram, _mean, _denseMean })
            for (var i = 0; i < sums.Length; i++)
                sums[i] /= _rows;
        return new LayerStatistics(_gram, _mean, _cross, _denseGram, _denseMean);
    }

    private void AddMean(Tensor<float> rows, double[] sums)
    {
        for (var i = 0; i < rows.Count; i++)
            sums[i % k] += rows.Values[i];
    }
}
