using System.Text.Json;
using System.Xml.Linq;
using HwGen.Cli;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Cli;

/// <summary>The commands that simulate, from the command line to the exit code.</summary>
public sealed class WholeProgramTests : IDisposable
{
    private const string Configuration = "int8-2of4-1x4x1_4x4";
    private static readonly string Digits = RepositoryFolder.At("examples/digits");
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("verilator", "g++")]
    public void A_gemm_is_timed_for_machines()
    {
        JsonElement result = Json(Run("verify", Configuration, "--gemm", "9,6,33", "--kept", "2", "--seed", "3", "--json"));

        Assert.Equal(0, result.GetProperty("mismatches").GetInt64());
        JsonElement cycles = result.GetProperty("cycles");
        Assert.Equal(3 * 2 * 9, cycles.GetProperty("ideal").GetInt64());  // M-tiles, N-tiles, blocks of one step
        Assert.InRange(cycles.GetProperty("array").GetInt64(), 54, cycles.GetProperty("total").GetInt64());
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_gemm_that_no_memory_holds_is_cut_and_right()
    {
        JsonElement result = Json(Run("verify", Configuration, "--gemm", "3,40,9000", "--kept", "3", "--json"));

        Assert.InRange(result.GetProperty("jobs").GetInt32(), 3, int.MaxValue);
        Assert.Equal(0, result.GetProperty("mismatches").GetInt64());
    }

    [NeedsToolFact("verilator", "g++")]
    public void Random_gemms_are_told_in_one_line_and_in_junit()
    {
        CommandRun run = Run("verify", Configuration, "--count", "25", "--jobs", "1", "--junit", scratch.At("reports/junit.xml"));

        Assert.Equal((ExitCode.Good, $"{Configuration}: 9 checks, 30 GEMMs, 0 mismatches\n", ""), (run.Code, run.Out, run.Error));
        XElement suite = XElement.Load(scratch.At("reports/junit.xml"));
        Assert.Equal(("12", "0"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value));
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_network_runs_with_every_layer_bit_exact()
    {
        Prune();
        JsonElement result = Json(Run("run", scratch.At("network"), "--input", $"{Digits}/test.npz", "--count", "5", "--json"));

        Assert.Equal(0, result.GetProperty("mismatches").GetInt64());
        Assert.InRange(result.GetProperty("accuracy").GetDouble(), 0.6, 1);
        Assert.InRange(result.GetProperty("golden").GetProperty("accuracy").GetDouble(), 0.95, 1);
        Assert.Equal(3, result.GetProperty("layers").GetArrayLength());
        // One step a block against two of the same array, and loading and draining on top.
        Assert.Equal(2 * result.GetProperty("cycles").GetProperty("ideal").GetInt64(), result.GetProperty("dense").GetProperty("ideal").GetInt64());
        Assert.InRange((double)result.GetProperty("dense").GetProperty("array").GetInt64() / result.GetProperty("cycles").GetProperty("array").GetInt64(), 1.5, 2.0);
        Assert.All(result.GetProperty("layers").EnumerateArray(), layer =>
            Assert.InRange(layer.GetProperty("cycles").GetProperty("array").GetInt64(), layer.GetProperty("cycles").GetProperty("ideal").GetInt64(), long.MaxValue));
    }

    // One or two steps a block, from N-tile to N-tile of the same layer.
    [NeedsToolFact("verilator", "g++")]
    public void A_network_whose_N_tiles_differ_in_density_runs_bit_exact()
    {
        int[][] kept = [[.. Enumerable.Range(0, 64).Select(tile => tile % 3 == 1 ? 4 : 2)], [.. Enumerable.Range(0, 32).Select(tile => 1 + (tile % 4))], [4, 1, 3]];
        CommandRun pruned = Run(
        [
            "prune", $"{Digits}/digits.onnx", "-c", Configuration, "--method", "sparsegpt", "--calibration", $"{Digits}/calibration.npz", "-o", scratch.At("network"),
            .. kept.SelectMany((numbers, i) => new[] { "--kept", $"layer{i + 1}={string.Join('/', numbers)}" }),
        ]);
        Assert.Equal((ExitCode.Good, ""), (pruned.Code, pruned.Error));
        Assert.Equal(kept, PlanFile.Read(scratch.At("network/plan.json")).Gemms.Select(layer => layer.Kept));

        JsonElement result = Json(Run("run", scratch.At("network"), "--input", $"{Digits}/test.npz", "--count", "5", "--json"));
        Assert.Equal(0, result.GetProperty("mismatches").GetInt64());
        // Two M-tiles; K of 256, 256 and 128 in blocks of 4; two lanes.
        int[] blocks = [64, 64, 32];
        Assert.Equal(
            kept.Zip(blocks, (numbers, count) => 2 * count * numbers.Sum(number => (number + 1) / 2)),
            result.GetProperty("layers").EnumerateArray().Select(layer => layer.GetProperty("cycles").GetProperty("ideal").GetInt32()));
    }

    [NeedsToolFact("verilator", "g++")]
    public void The_dense_network_need_not_be_timed()
    {
        Prune();
        CommandRun run = Run("run", scratch.At("network"), "--input", $"{Digits}/test.npz", "--count", "3", "--no-dense");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.DoesNotContain("faster", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  total +50\.0% +3 +\d+ +\d+\.\d% ", run.Out);
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_mismatch_ends_with_exit_code_1_and_says_where()
    {
        Prune();
        string file = scratch.At("network/parameters/layer2.npz");
        GemmParameters right = GemmParametersFile.Read(file, 256, 128);
        GemmParametersFile.Write(file, right with { Weights = right.Weights.Map(weight => weight == 0 ? 0 : weight ^ 1) });

        CommandRun verified = Run("verify", Configuration, "--images", scratch.At("network"), "--seed", "7", "--junit", scratch.At("junit.xml"));
        Assert.Equal(ExitCode.CheckFailed, verified.Code);
        Assert.Matches($@"^{Configuration} seed 7: layer2: output\[\d+,\d+\] is -?\d+, expected -?\d+\n$", verified.Error);
        Assert.Equal("1", XElement.Load(scratch.At("junit.xml")).Attribute("failures")!.Value);

        CommandRun run = Run("run", scratch.At("network"), "--input", $"{Digits}/test.npz", "--count", "2");
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Matches($@"^{Configuration} seed 1: layer layer2: output\[\d+,\d+\] is -?\d+, expected -?\d+\nlog: ", run.Error);
        Assert.Contains("no, ", run.Out, StringComparison.Ordinal);
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_bare_matrix_goes_all_the_way()
    {
        int[] weights = [.. Enumerable.Range(0, 20 * 7).Select(i => ((i * 37) % 255) - 127)];
        File.WriteAllBytes(scratch.At("matrix.npy"), NpyFile.Format(new Tensor<sbyte>(Array.ConvertAll(weights, weight => (sbyte)weight), 20, 7)));

        Assert.Equal(ExitCode.Good, Run("prune", scratch.At("matrix.npy"), "-c", Configuration, "-o", scratch.At("matrix")).Code);
        CommandRun verified = Run("verify", Configuration, "--images", scratch.At("matrix"));
        Assert.Equal((ExitCode.Good, ""), (verified.Code, verified.Error));
        Assert.Contains("yes", verified.Out, StringComparison.Ordinal);
    }

    private void Prune() => Assert.Equal(ExitCode.Good, Run(
        "prune", $"{Digits}/digits.onnx", "-c", Configuration, "--calibration", $"{Digits}/calibration.npz", "-o", scratch.At("network")).Code);

    private CommandRun Run(params string[] line) => CommandRun.Of(scratch.At("logs"), line);

    private static JsonElement Json(CommandRun run)
    {
        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        return JsonDocument.Parse(run.Out).RootElement;
    }
}
