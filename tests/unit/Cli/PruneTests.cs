using System.Text.Json;
using HwGen.Cli;
using HwGen.Core.IO;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class PruneTests : IDisposable
{
    private const string Configuration = "int8-4of8-1x8x1_8x8";
    private static readonly string Digits = RepositoryFolder.At("examples/digits");
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_network_becomes_a_folder_that_can_be_inspected()
    {
        CommandRun run = Prune();
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Matches(@"accuracy on 512 calibration samples: \d+\.\d% before, \d+\.\d% pruned and quantized\n", run.Out);
        Assert.Contains(scratch.At("network/plan.json"), run.Out, StringComparison.Ordinal);

        CommandRun inspected = CommandRun.Of(scratch.At("logs"), "inspect", scratch.At("network"));
        Assert.Equal((ExitCode.Good, ""), (inspected.Code, inspected.Error));
        Assert.Matches(@"  layer1 +linear +1 +256 +256 +4 +1 ", inspected.Out);
        CommandRun image = CommandRun.Of(scratch.At("logs"), "inspect", scratch.At("network/images/layer1.bin"), "--json");
        Assert.Equal(256, JsonDocument.Parse(image.Out).RootElement.GetProperty("k").GetInt32());
    }

    [Fact]
    public void The_same_network_gives_the_same_bytes()
    {
        Prune();
        string first = File.ReadAllText(scratch.At("network/.hwgen"));
        Directory.Delete(scratch.At("network"), recursive: true);
        Prune();

        Assert.Equal(first, File.ReadAllText(scratch.At("network/.hwgen")));
    }

    [Fact]
    public void Labels_of_a_file_are_those_of_the_samples_the_accuracy_is_stated_on()
    {
        NpyFile.Write(scratch.At("x.npy"), new Tensor<float>(new float[3 * 256], 3, 256));
        NpyFile.Write(scratch.At("y.npy"), new Tensor<long>([1, 2, 3], 3));

        CommandRun run = Prune("--evaluation", scratch.At("x.npy"), "--labels", scratch.At("y.npy"));

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Contains("accuracy on 3 evaluation samples", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_others_is_refused_before_the_work_begins()
    {
        Directory.CreateDirectory(scratch.At("network"));
        File.WriteAllText(scratch.At("network/theirs"), "");
        CommandRun run = Prune("-v");

        Assert.Equal($"{scratch.At("network")}: is not empty and was not written by hwgen; --force replaces it\n", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void A_damaged_image_is_refused_by_every_command_that_reads_it()
    {
        Prune();
        byte[] bytes = File.ReadAllBytes(scratch.At("network/images/layer2.bin"));
        bytes[5000] ^= 1;
        File.WriteAllBytes(scratch.At("network/images/layer2.bin"), bytes);

        Assert.All(
            new string[][]
            {
                ["inspect", scratch.At("network")],
                ["run", scratch.At("network"), "--input", $"{Digits}/test.npz"],
                ["verify", Configuration, "--images", scratch.At("network")],
            },
            line =>
            {
                CommandRun run = CommandRun.Of(scratch.At("logs"), line);
                Assert.Matches($@"^{scratch.At("network/images/layer2.bin")}: section weights, offset \d+: CRC-32 0x[0-9a-f]{{8}}, expected 0x[0-9a-f]{{8}}\n", run.Error);
                Assert.Equal(ExitCode.BadInput, run.Code);
            });
    }

    [Theory]
    [InlineData("layer4", "--layers: layer 'layer4': not in the network, must be one of layer1, layer2, layer3\n")]
    [InlineData("layer2,Layer3,relu", "--layers: layer 'Layer3': not in the network, must be one of layer1, layer2, layer3\n--layers: layer 'relu': not in the network, must be one of layer1, layer2, layer3\n")]
    [InlineData("layer3.rescale", "--layers: layer 'layer3.rescale': runs on the host, must be one that runs on the array\n")]
    [InlineData(" ,", "--layers: names no layer\n")]
    public void Layers_that_cannot_run_on_the_array_are_refused(string layers, string message)
    {
        Prune();
        CommandRun run = CommandRun.Of(scratch.At("logs"), "run", scratch.At("network"), "--input", $"{Digits}/test.npz", "--layers", layers);
        Assert.Equal((ExitCode.BadInput, message), (run.Code, run.Error));
    }

    [Fact]
    public void Images_for_another_array_are_refused()
    {
        Prune();
        CommandRun run = CommandRun.Of(scratch.At("logs"), "verify", "int8-2of8-1x8x1_4x4", "--images", scratch.At("network"));

        Assert.Matches($@"^{scratch.At("network/images/layer1.json")}: configuration_hash: 0x[0-9a-f]{{8}} \({Configuration}\), expected 0x[0-9a-f]{{8}} \(int8-2of8-1x8x1_4x4\)\n$", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    private CommandRun Prune(params string[] more) => CommandRun.Of(scratch.At("logs"),
    [
        "prune", $"{Digits}/digits.onnx", "-c", Configuration, "--calibration", $"{Digits}/calibration.npz", "-o", scratch.At("network"), .. more,
    ]);
}
