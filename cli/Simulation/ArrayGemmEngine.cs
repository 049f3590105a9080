using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Simulation;

/// <summary>Computes GEMMs on the simulated accelerator, job by job, streams at full rate, as a driver would.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="images">network and images</param>
internal sealed class ArrayGemmEngine(VerilatorModel model, NetworkImages images) : PartedGemmEngine(images.Network)
{
    private readonly Dictionary<string, LayerCycles> cycles = [];

    /// <summary>The seed of all that is random in a run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Where the waveform of the last job goes, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>Clocks of each layer so far, by its name.</summary>
    public IReadOnlyDictionary<string, LayerCycles> Cycles => cycles;

    protected override Matrix<int> RunJob(GemmJob job, Matrix<int> activations)
    {
        ArrayConfiguration configuration = images.Configuration;
        WeightImage image = images.Images[job.Image];
        var bench = new AcceleratorBench(model, configuration) { Seed = Seed, WaveFile = WaveFile };
        JobResult result = bench.RunInTurn([new AcceleratorJob
        {
            Rows = activations.Rows,
            Blocks = image.KBlocks,
            Activations = ActivationPacker.Pack(configuration, activations),
            Image = ImageSerializer.ToBytes(image),
            Output = job.IsRaw ? null : job.Layer.Requantize,
        }])[0];
        LayerCycles before = cycles.GetValueOrDefault(job.Layer.Name) ?? LayerCycles.Zero;
        cycles[job.Layer.Name] = before + new LayerCycles(result.Cycles, CycleModel.Ideal(image, activations.Rows));
        return OutputUnpacker.Unpack(configuration, result.Output, new JobOutput(activations.Rows, job.Part.N, job.IsRaw));
    }
}
