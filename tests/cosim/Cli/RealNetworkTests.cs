using System.Text.Json;
using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Cli;

/// <summary>A network that others trained, on their images: pruned, and run on the simulated array.</summary>
public sealed class RealNetworkTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [DataTheory]
    [InlineData("int8-4of8-1x8x1_8x8", 0.885)]
    [InlineData("int8-2of8-1x8x1_4x4", 0.875)]
    public void Fashion_mnist_runs_bit_exact_on_the_simulated_array(string configuration, double floor)
    {
        CommandRun pruned = CommandRun.Of(scratch.At("logs"),
        [
            "prune", DataFolder.At("networks/fmnist_mlp.onnx"), "-c", configuration, "--scale", "1/255",
            "--calibration", DataFolder.At("fashion-mnist/calibration1024.npz"), "-o", scratch.At("network"),
        ]);
        Assert.Equal((ExitCode.Good, ""), (pruned.Code, pruned.Error));

        CommandRun run = CommandRun.Of(scratch.At("logs"),
        [
            "run", scratch.At("network"), "--input", DataFolder.At("fashion-mnist/t10k-images-idx3-ubyte.gz"), "--count", "64", "--json",
        ]);
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(64, result.GetProperty("samples").GetInt32());
        Assert.Equal(0, result.GetProperty("mismatches").GetInt64());
        Assert.Equal(10000, result.GetProperty("golden").GetProperty("samples").GetInt32());
        Assert.InRange(result.GetProperty("golden").GetProperty("accuracy").GetDouble(), floor, 1);
    }
}
