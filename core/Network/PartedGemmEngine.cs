using HwGen.Core.Golden;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Computes a layer's GEMM by its jobs, one per image, and does what the host does with their outputs.</summary>
/// <remarks>Outputs of different channels are put side by side. Where K is cut, the jobs run raw, the host adds their sums modulo 2^32 and
/// requantizes them.</remarks>
public abstract class PartedGemmEngine(IntegerNetwork network) : IGemmEngine
{
    public Matrix<int> Multiply(GemmLayer layer, Matrix<int> activations)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(activations);
        var isRaw = layer.Raw || layer.IsCutInK;
        var outputs = new int[activations.Rows * layer.N];
        var jobs = layer.Parts.Select((_, i) => new GemmJob(layer, i, isRaw)).ToList();
        var results = RunJobs(jobs, [.. layer.Parts.Select(part =>
            part.K == layer.K ? activations : activations.Part(0, part.FirstK, activations.Rows, part.K))]);
        for (var i = 0; i < jobs.Count; i++)
            Add(outputs, layer.N, jobs[i].Part, results[i]);

        var sums = Matrix<int>.Adopt(activations.Rows, layer.N, outputs);
        if (isRaw == layer.Raw)
            return sums;
        var channels = network.ParametersOf(layer).Channels;
        return GoldenRequantizer.Apply(WithoutBias(sums, channels), channels, layer.Requantize);
    }

    /// <summary>Runs the jobs of a layer in their order.</summary>
    /// <param name="jobs">which images, and whether they give raw sums</param>
    /// <param name="activations">for each job, M x K of its part</param>
    /// <returns>for each job, M x N of its part, without padding channels</returns>
    protected abstract IReadOnlyList<Matrix<int>> RunJobs(IReadOnlyList<GemmJob> jobs, IReadOnlyList<Matrix<int>> activations);

    // A sum of products fits 32 bits, a sum with bias may not: taken away modulo 2^32, the bias is then added exactly.
    private static Matrix<long> WithoutBias(Matrix<int> sums, IReadOnlyList<Requantization> channels) =>
        Matrix<long>.Create(sums.Rows, sums.Columns, (m, n) => unchecked(sums[m, n] - channels[n].Bias));

    private static void Add(int[] outputs, int columns, WeightPart part, Matrix<int> results)
    {
        if (results.Columns != part.N)
            throw new InvalidOperationException($"a job gave {results.Columns} output channels, must be {part.N}");
        for (var m = 0; m < results.Rows; m++)
        {
            var row = results.Row(m);
            for (var n = 0; n < row.Length; n++)
                unchecked
                {
                    outputs[(m * columns) + part.FirstN + n] += row[n];
                }
        }
    }
}
