using System.Text.Json;
using HwGen.Cli;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Numerics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class ExportTests : IDisposable
{
    private static readonly string[] Extensions = ["mem", "coe", "mif", "ihex", "h", "bin", "npy"];
    private static readonly string[] Memories = ["tiles", "lists", "requantize", "weights"];

    private readonly ScratchFolder scratch = new();
    private readonly WeightImage image;

    public ExportTests()
    {
        ArrayConfiguration configuration = ConfigurationWriter.Starter("exporting") with { WeightKib = 1, Tiles = 4, ListEntries = 8 };
        var random = new Random(1);
        var weights = Matrix<int>.Create(24, 10, (_, _) => random.Next(4) == 0 ? random.Next(-128, 128) : 0);
        image = ImageEncoder.Encode(configuration, weights, new ImageRequest { KeptPerTile = [8, 8] });
        ImageWriter.Write(scratch.At("images"), "layer", image);
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Every_memory_is_written_in_every_format_over_its_whole_depth()
    {
        CommandRun run = Run("export", scratch.At("images/layer.json"), "-o", scratch.At("out"));

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Equal(
            Memories.SelectMany(memory => Extensions.Select(extension => $"{memory}.{extension}")).Append(".hwgen").Append("manifest.json").Order(StringComparer.Ordinal),
            Directory.GetFiles(scratch.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(image.Configuration.WeightDepth, File.ReadAllLines(scratch.At("out/weights.mem")).Length);
        Assert.Equal(image.Configuration.TileDepth, File.ReadAllLines(scratch.At("out/tiles.mem")).Length);
        JsonElement manifest = JsonDocument.Parse(File.ReadAllText(scratch.At("out/manifest.json"))).RootElement;
        Assert.Equal(image.Configuration.Hash.ToString("x8"), manifest.GetProperty("configuration_hash").GetString());
    }

    [Fact]
    public void Trimmed_files_hold_what_the_image_fills()
    {
        CommandRun run = Run("export", scratch.At("images/layer.bin"), "-o", scratch.At("out"), "--trim", "--format", "mem,coe");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Equal(File.ReadAllText(scratch.At("images/layer.weights.mem")), File.ReadAllText(scratch.At("out/weights.mem")));
        Assert.Equal(File.ReadAllText(scratch.At("images/layer.tiles.mem")), File.ReadAllText(scratch.At("out/tiles.mem")));
        Assert.False(File.Exists(scratch.At("out/weights.mif")));
    }

    [Fact]
    public void A_check_names_every_file_that_is_not_as_written()
    {
        Run("export", scratch.At("images/layer.json"), "-o", scratch.At("out"));
        Assert.Equal(ExitCode.Good, Run("export", "--check", scratch.At("out")).Code);
        string[] lines = File.ReadAllLines(scratch.At("out/weights.mem"));
        File.WriteAllText(scratch.At("out/weights.mem"), string.Join('\n', lines[1..]) + "\n");
        File.WriteAllText(scratch.At("out/weights.coe"), File.ReadAllText(scratch.At("out/weights.coe")).ToLowerInvariant());
        File.Delete(scratch.At("out/lists.npy"));
        CommandRun run = Run("export", "--check", scratch.At("out"));

        Assert.Equal(ExitCode.BadInput, run.Code);
        string[] errors = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, errors.Length);
        Assert.StartsWith($"{scratch.At("out/lists.npy")}: ", errors[0], StringComparison.Ordinal);
        Assert.Equal($"{scratch.At("out/weights.mem")}:{lines.Length}: the file ends, must go on with word {lines.Length - 1} of {lines.Length}", errors[1]);
        Assert.StartsWith($"{scratch.At("out/weights.coe")}: CRC-32 ", errors[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}", "is no manifest: ")]
    [InlineData("[", "is no manifest: ")]
    [InlineData("""{"version": 2, "configuration": "", "configuration_hash": "", "image": "", "files": []}""", "version 2, must be 1")]
    public void A_bad_manifest_is_refused(string text, string message)
    {
        Directory.CreateDirectory(scratch.At("out"));
        File.WriteAllText(scratch.At("out/manifest.json"), text);
        CommandRun run = Run("export", "--check", scratch.At("out"));

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.StartsWith(scratch.At("out/manifest.json"), run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_command_lines_are_refused()
    {
        Assert.Equal("hwgen export: --output DIR is missing\n", Run("export", "x").Error);
        Assert.Equal("hwgen export: --check writes nothing, leave out --output and --format\n", Run("export", "x", "--check", "-o", "y").Error);
        Assert.Equal(
            "--format: \"hex\", must be one of mem, coe, mif, ihex, h, bin, npy\n--format: \"\", must be one of mem, coe, mif, ihex, h, bin, npy\n",
            Run("export", scratch.At("images/layer.json"), "-o", scratch.At("out"), "--format", "mem,hex,").Error);
    }

    private CommandRun Run(params string[] arguments) => CommandRun.Of(scratch.At("logs"), arguments);
}
