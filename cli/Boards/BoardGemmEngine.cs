using System.Diagnostics;
using HwGen.Cli.Simulation;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Boards;

/// <summary>Computes GEMMs on a board, job by job.</summary>
/// <param name="accelerator">on the board</param>
/// <param name="images">network and images</param>
/// <param name="startsWithImage">the array holds the image of the first job</param>
internal sealed class BoardGemmEngine(BoardAccelerator accelerator, NetworkImages images, bool startsWithImage) : PartedGemmEngine(images.Network)
{
    private bool holdsImage = startsWithImage;

    /// <summary>Time that jobs took, frames included.</summary>
    public TimeSpan Time { get; private set; }

    /// <summary>Clocks of the array from the first step of each job to its last.</summary>
    public long ArrayClocks { get; private set; }

    /// <summary>Bytes of images, activations and outputs.</summary>
    public long Bytes { get; private set; }

    protected override IReadOnlyList<Matrix<int>> RunJobs(IReadOnlyList<GemmJob> jobs, IReadOnlyList<Matrix<int>> activations) =>
        [.. jobs.Zip(activations, Run)];

    private Matrix<int> Run(GemmJob job, Matrix<int> activations)
    {
        WeightImage image = images.Images[job.Image];
        var output = new JobOutput(activations.Rows, job.Part.N, job.IsRaw);
        var prepared = new AcceleratorJob
        {
            Rows = activations.Rows,
            Blocks = image.KBlocks,
            Activations = ActivationPacker.Pack(images.Configuration, activations),
            Image = holdsImage ? null : ImageSerializer.ToBytes(image),
            Output = job.IsRaw ? null : job.Layer.Requantize,
        };
        holdsImage = false;
        var watch = Stopwatch.StartNew();
        (byte[] outputs, long clocks) = accelerator.Run(prepared, OutputUnpacker.Bytes(images.Configuration, output.Rows, output.N, output.IsRaw));
        Time += watch.Elapsed;
        ArrayClocks += clocks;
        Bytes += (prepared.Image?.Length ?? 0) + prepared.Activations.Length + outputs.Length;
        return OutputUnpacker.Unpack(images.Configuration, outputs, output);
    }
}
