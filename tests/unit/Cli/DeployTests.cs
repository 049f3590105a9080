using System.Text.Json;
using System.Text.Json.Nodes;
using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class DeployTests : IDisposable
{
    private const string Configuration = "int8-2of4-1x4x1_4x4";
    private static readonly string Digits = RepositoryFolder.At("examples/digits");
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_network_is_written_for_the_driver_and_the_same_one_gives_the_same_bytes()
    {
        Prune();
        CommandRun run = Run("deploy", scratch.At("network"), "-o", scratch.At("driver"), "--input", $"{Digits}/test.npz", "--batch", "4", "--json");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(["hwgen_network.S", "hwgen_network.h", "network.plan", "selftest.bin"], result.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal((4, 4 * 256, 4 * 40), (result.GetProperty("batch").GetInt32(), result.GetProperty("input_bytes").GetInt32(), result.GetProperty("output_bytes").GetInt32()));
        Assert.Equal(new FileInfo(scratch.At("driver/network.plan")).Length, result.GetProperty("plan_bytes").GetInt64());
        Assert.Equal(32 + (2 * 4 * (256 + 40)), new FileInfo(scratch.At("driver/selftest.bin")).Length);
        string header = File.ReadAllText(scratch.At("driver/hwgen_network.h"));
        Assert.Contains($"#define HWGEN_NETWORK_SCRATCH_BYTES                      {result.GetProperty("scratch_bytes").GetInt64()}u\n", header, StringComparison.Ordinal);
        Assert.Contains("/* Input: 1 x 16 x 16, real = scale * (integer - zero point). */\n#define HWGEN_NETWORK_INPUT_BYTES                        1024u\n", header, StringComparison.Ordinal);

        byte[] plan = File.ReadAllBytes(scratch.At("driver/network.plan"));
        Assert.Equal(ExitCode.Good, Run("deploy", scratch.At("network"), "-o", scratch.At("again"), "--batch", "4").Code);
        Assert.Equal(plan, File.ReadAllBytes(scratch.At("again/network.plan")));
    }

    [Fact]
    public void What_cannot_be_deployed_is_said_and_nothing_is_written()
    {
        Assert.Equal((ExitCode.BadInput, $"{scratch.At("nowhere")}: no such folder\n"), Told(Run("deploy", scratch.At("nowhere"), "-o", scratch.At("driver"))));
        Assert.Equal((ExitCode.BadInput, "hwgen deploy: --batch: 0, must be a whole number, 1 to 4096\n"), Told(Run("deploy", "x", "-o", scratch.At("driver"), "--batch", "0")));
        Prune();
        Assert.Equal((ExitCode.BadInput, $"{scratch.At("none.npz")}: no such file\n"), Told(Run("deploy", scratch.At("network"), "-o", scratch.At("driver"), "--input", scratch.At("none.npz"))));
        Assert.False(Directory.Exists(scratch.At("driver")));
        Directory.CreateDirectory(scratch.At("mine"));
        File.WriteAllText(scratch.At("mine/work.txt"), "work");
        Assert.Equal((ExitCode.BadInput, $"{scratch.At("mine")}: is not empty and was not written by hwgen; --force replaces it\n"), Told(Run("deploy", scratch.At("network"), "-o", scratch.At("mine"))));
    }

    // The array's registers hold integers of activation_bits; more would be cut off.
    [Fact]
    public void Outputs_that_the_array_cannot_give_are_refused_by_all_that_read_a_network()
    {
        Prune();
        string plan = scratch.At("network/plan.json");
        string good = File.ReadAllText(plan);
        JsonNode edited = JsonNode.Parse(good)!;
        JsonArray layers = edited["layers"]!.AsArray();
        JsonNode first = layers.First(layer => layer!["requantize"] is not null)!;
        first["requantize"]!["zero_point"] = 128;
        first["requantize"]!["clamp_low"] = -129;
        File.WriteAllText(plan, edited.ToJsonString());
        string expected = $"""
            {plan}: layer 'layer1': zero point of the outputs is 128, must be -128 to 127: numbers.activation_bits is 8
            {plan}: layer 'layer1': clamp_low of the outputs is -129, must be -128 to 127: numbers.activation_bits is 8

            """.ReplaceLineEndings("\n");
        Assert.Equal((ExitCode.BadInput, expected), Told(Run("deploy", scratch.At("network"), "-o", scratch.At("driver"))));
        Assert.Equal((ExitCode.BadInput, expected), Told(Run("run", scratch.At("network"), "--input", $"{Digits}/test.npz")));
        Assert.Equal((ExitCode.BadInput, expected), Told(Run("verify", Configuration, "--images", scratch.At("network"))));

        File.WriteAllText(plan, good);
        string manifest = scratch.At("network/images/layer1.json");
        if (!File.Exists(manifest))
            manifest = Directory.GetFiles(scratch.At("network/images"), "layer1*.json").Order(StringComparer.Ordinal).First();
        JsonNode image = JsonNode.Parse(File.ReadAllText(manifest))!;
        image["quantization"]!["output_zero_point"] = -129;
        File.WriteAllText(manifest, image.ToJsonString());
        CommandRun run = Run("inspect", manifest);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains("output_zero_point: -129, must be a whole number from -128 to 127", run.Error.Replace("expected", "must be", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static (int Code, string Error) Told(CommandRun run) => (run.Code, run.Error);

    private void Prune() => Assert.Equal(ExitCode.Good, Run(
        "prune", $"{Digits}/digits.onnx", "-c", Configuration, "--calibration", $"{Digits}/calibration.npz", "--method", "magnitude", "-o", scratch.At("network")).Code);

    private CommandRun Run(params string[] line) => CommandRun.Of(scratch.At("logs"), line);
}
