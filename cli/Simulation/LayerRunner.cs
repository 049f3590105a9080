using HwGen.Core.Configuration;
using HwGen.Core.Golden;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Simulation;

/// <summary>Runs a GEMM of any size on the simulated accelerator, job by job, as a driver would.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="configuration">its configuration</param>
internal sealed class LayerRunner(VerilatorModel model, ArrayConfiguration configuration)
{
    /// <summary>The seed of all that is random in a run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the waveform goes, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>Runs a layer.</summary>
    /// <param name="layer">its images</param>
    /// <param name="activations">M x K</param>
    /// <param name="channels">[N], of which the images hold the same; needed where K is cut</param>
    /// <param name="output">zero point and clamp; null for raw int32 sums</param>
    public LayerResult Run(
        LayerJobs layer, Matrix<int> activations, IReadOnlyList<Requantization> channels, OutputQuantization? output)
    {
        OutputQuantization? onArray = layer.IsCutInK ? null : output;
        AcceleratorJob[] jobs = [.. layer.Parts.Select((part, i) => Job(layer, i, activations.Part(0, part.FirstK, activations.Rows, part.K), onArray))];
        var bench = new AcceleratorBench(model, configuration) { Seed = Seed, WaveFile = WaveFile };
        IReadOnlyList<JobResult> results = bench.RunInTurn(jobs);
        var sums = new int[activations.Rows * channels.Count];
        for (int i = 0; i < jobs.Length; i++)
            Add(sums, channels.Count, layer.Parts[i], Outputs(results[i], layer.Parts[i], activations.Rows, onArray is null));
        var outputs = Matrix<int>.Adopt(activations.Rows, channels.Count, sums);
        return new LayerResult(
            layer.IsCutInK && output is not null ? Requantize(outputs, channels, output) : outputs,
            results.Aggregate(JobCycles.Zero, (sum, result) => sum + result.Cycles),
            layer.Images.Sum(image => CycleModel.Ideal(image, activations.Rows)),
            jobs.Length);
    }

    private AcceleratorJob Job(LayerJobs layer, int i, Matrix<int> activations, OutputQuantization? output) => new()
    {
        Rows = activations.Rows,
        Blocks = layer.Images[i].KBlocks,
        Activations = ActivationPacker.Pack(configuration, activations),
        Image = Core.Image.ImageSerializer.ToBytes(layer.Images[i]),
        Output = output,
    };

    private Matrix<int> Outputs(JobResult result, WeightPart part, int rows, bool isRaw) =>
        OutputUnpacker.Unpack(configuration, result.Output, new JobOutput(rows, part.N, isRaw));

    /// <summary>Adds modulo 2^32, as the host does with raw sums.</summary>
    private static void Add(int[] sums, int columns, WeightPart part, Matrix<int> outputs)
    {
        for (int m = 0; m < outputs.Rows; m++)
        {
            for (int n = 0; n < part.N; n++)
                sums[(m * columns) + part.FirstN + n] = unchecked(sums[(m * columns) + part.FirstN + n] + outputs[m, n]);
        }
    }

    /// <summary>The bias is in the sums already.</summary>
    private static Matrix<int> Requantize(Matrix<int> sums, IReadOnlyList<Requantization> channels, OutputQuantization output) =>
        GoldenRequantizer.Apply(sums.Map(sum => (long)sum), [.. channels.Select(channel => channel with { Bias = 0 })], output);
}
