using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Simulation;

/// <summary>Computes GEMMs on the simulated accelerator, job by job, streams at full rate, as a driver would: the next job of a
/// layer is queued and its image arrives while one runs.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="images">network and images</param>
internal sealed class ArrayGemmEngine(VerilatorModel model, NetworkImages images) : PartedGemmEngine(images.Network)
{
    private readonly Dictionary<string, LayerCycles> cycles = [];

    /// <summary>The seed of all that is random in a run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the waveform of the last layer goes, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>Clocks of each layer so far, by its name.</summary>
    public IReadOnlyDictionary<string, LayerCycles> Cycles => cycles;

    protected override IReadOnlyList<Matrix<int>> RunJobs(IReadOnlyList<GemmJob> jobs, IReadOnlyList<Matrix<int>> activations)
    {
        var bench = new AcceleratorBench(model, images.Configuration) { Seed = Seed, WaveFile = WaveFile };
        LayerRun run = bench.RunOverlapped([.. jobs.Zip(activations, Job)]);
        long ideal = jobs.Select((job, i) => CycleModel.Ideal(images.Images[job.Image], activations[i].Rows)).Sum();
        string layer = jobs[0].Layer.Name;
        cycles[layer] = (cycles.GetValueOrDefault(layer) ?? LayerCycles.Zero) + new LayerCycles(run.Cycles, ideal);
        return [.. jobs.Select((job, i) => OutputUnpacker.Unpack(
            images.Configuration, run.Jobs[i].Output, new JobOutput(activations[i].Rows, job.Part.N, job.IsRaw)))];
    }

    private AcceleratorJob Job(GemmJob job, Matrix<int> activations)
    {
        WeightImage image = images.Images[job.Image];
        return new AcceleratorJob
        {
            Rows = activations.Rows,
            Blocks = image.KBlocks,
            Activations = ActivationPacker.Pack(images.Configuration, activations),
            Image = ImageSerializer.ToBytes(image),
            Output = job.IsRaw ? null : job.Layer.Requantize,
        };
    }
}
