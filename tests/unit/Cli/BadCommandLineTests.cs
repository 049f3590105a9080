using HwGen.Cli;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class BadCommandLineTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("genrate", "hwgen: unknown command genrate, did you mean generate?")]
    [InlineData("frobnicate", "hwgen: unknown command frobnicate, must be one of init, generate, prune, verify, run, deploy, inspect, export, synth, board, merge, fusesoc")]
    [InlineData("verify x --shard 3/2", "hwgen verify: --shard: 3/2, must be I/N with I from 1 to N, such as 2/8")]
    [InlineData("verify x --shard 1/2 --gemm 1,1,1", "hwgen verify: --shard goes with random GEMMs only")]
    [InlineData("merge nowhere.xml", "nowhere.xml: no such file")]
    [InlineData("--jsn", "hwgen: unknown option --jsn, must be one of --help, --version")]
    [InlineData("--versoin", "hwgen: unknown option --versoin, did you mean --version?")]
    [InlineData("generate", "hwgen generate: --output DIR is missing\nhwgen generate: CONFIG is missing")]
    [InlineData("generate a.yaml", "hwgen generate: --output DIR is missing")]
    [InlineData("generate a.yaml -o", "hwgen generate: --output needs a value, DIR")]
    [InlineData("generate a.yaml -o out --frce", "hwgen generate: unknown option --frce, did you mean --force?")]
    [InlineData("generate a.yaml b.yaml -o out", "hwgen generate: unknown argument b.yaml")]
    [InlineData("generate a.yaml -o x -o y", "hwgen generate: --output is given more than once")]
    [InlineData("generate nowhere.yaml -o out", "nowhere.yaml: no such configuration file")]
    [InlineData("generate int8-4of8-2x8x2_4x5 -o out", "int8-4of8-2x8x2_4x5: no such configuration file or name, did you mean int8-4of8-2x8x2_4x4?")]
    [InlineData("init a.yaml b.yaml", "hwgen init: unknown argument b.yaml")]
    [InlineData("prune", "hwgen prune: --configuration CONFIG is missing\nhwgen prune: --output DIR is missing\nhwgen prune: NETWORK|MATRIX is missing")]
    [InlineData("prune nowhere.onnx -c int8-4of8-1x8x1_8x8 -o out/none", "nowhere.onnx: no such file")]
    [InlineData("prune README.md -c int8-4of8-1x8x1_8x8 -o out/none", "README.md: unknown kind of file, must be a network (.onnx) or a weight matrix (.npy, .npz)")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none", "{digits}: a network needs sample inputs: say --calibration DATA")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --kept layer1=9", "--kept: layer1=9, must be LAYER=N with N from 1 to array.block (8), or with such a number for each N-tile, LAYER=N/N/N")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --kept layer1", "--kept: layer1, must be LAYER=N with N from 1 to array.block (8), or with such a number for each N-tile, LAYER=N/N/N")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --kept layer2=4/x", "--kept: layer2=4/x, must be LAYER=N with N from 1 to array.block (8), or with such a number for each N-tile, LAYER=N/N/N")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --kept layer3=4/8/8 --kept layer1=1/1 --budget cycles=0.6", "layer 'layer1': kept 1/1, must be one number, or one for each of the 32 N-tiles (256 output channels, 8 in a tile)\nlayer 'layer3': kept 4/8/8, must be one number, or one for each of the 2 N-tiles (10 output channels, 8 in a tile)")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --budget drop=-1", "--budget: drop=-1, must be cycles=SHARE or bytes=SHARE with a share of the dense network above 0, at most 1, or drop=POINTS with percentage points of accuracy from 0, below 100")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --budget drop=abc", "--budget: drop=abc, must be cycles=SHARE or bytes=SHARE with a share of the dense network above 0, at most 1, or drop=POINTS with percentage points of accuracy from 0, below 100")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration synthetic --synthetic-range 0,1 --budget drop=1", "--budget: drop=1: accuracy cannot be measured on synthetic samples")]
    [InlineData("prune {digits} -c int8-dense-1x8x1_8x8 -o out/none --calibration {samples} --budget drop=1", "--budget: int8-dense-1x8x1_8x8 has no densities to choose from, must have sparsity.scheme nm")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --kept layer9=2", "layer 'layer9': not in the network, must be one of layer1, layer2, layer3")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --method magic", "method: magic, must be one of magnitude, refit, sparsegpt, alps, descent")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {samples} --scale big", "--scale: 'big', must be a number or a fraction such as 1/255")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibration {digits}", "{digits}: unknown kind of sample file, must be .npz, .npy or an idx file (.gz or *-ubyte)")]
    [InlineData("prune {digits} -c int8-4of8-1x8x1_8x8 -o out/none --calibratoin {samples}", "hwgen prune: unknown option --calibratoin, did you mean --calibration?\nhwgen prune: unknown argument {samples}")]
    [InlineData("verify", "hwgen verify: CONFIG is missing")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --gemm 1,2", "hwgen verify: --gemm: 1,2, must be M,N,K: three whole numbers, 1 to 1048576")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --gemm 0,2,3", "hwgen verify: --gemm: 0,2,3, must be M,N,K: three whole numbers, 1 to 1048576")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --kept 4", "hwgen verify: --kept goes with --gemm only")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --gemm 1,2,3 --kept 9", "--kept: 9, must be 1 to array.block (8)")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --gemm 1,2,3 --images out", "hwgen verify: --images and --gemm exclude each other")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --images nowhere", "nowhere: no such folder")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --seed x", "hwgen verify: --seed: x, must be a whole number, at least 1")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --count 0", "hwgen verify: --count: 0, must be a whole number, at least 1")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --jobs 0", "hwgen verify: --jobs: 0, must be a whole number, 1 to 1024")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --netlist xc7", "hwgen verify: --netlist: xc7, must be generic, ice40 or liberty=FILE")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --netlist liberty=nowhere.lib", "hwgen verify: --netlist: nowhere.lib: no such file")]
    [InlineData("verify int8-4of8-1x8x1_8x8 --netlist ice40 --waves", "hwgen verify: --netlist and --waves exclude each other: a netlist writes no waveforms")]
    [InlineData("export / -o out/none", "/: is a folder, must be a weight image (.json or .bin)")]
    [InlineData("board icebreaker --simulate --board icebraker", "--board: icebraker, did you mean icebreaker?")]
    [InlineData("board icebreaker --simulate --board upduino", "--board: upduino, must be one of icebreaker")]
    [InlineData("run", "hwgen run: --input DATA is missing\nhwgen run: DIR is missing")]
    [InlineData("run nowhere --input {samples}", "nowhere: no such folder")]
    [InlineData("run {configs} --input {samples}", "{configs}/plan.json: no such file")]
    [InlineData("board icebreaker --simulate --images out --gemm 1,1,1", "hwgen board: --images and --gemm exclude each other; without them the board is tested")]
    [InlineData("board icebreaker --simulate --images out --kept 2", "hwgen board: --kept goes with --gemm only")]
    [InlineData("board icebreaker --simulate --images x --preloaded", "hwgen board: --preloaded goes with --port and --images only")]
    [InlineData("board icebreaker --port x --gemm 1,1,1 --preloaded", "hwgen board: --preloaded goes with --port and --images only")]
    [InlineData("board icebreaker --simulate --gemm 1,1,1 --rows 2", "hwgen board: --rows goes with --images only")]
    [InlineData("board icebreaker --simulate --gemm 1,1,1 --kept 9", "--kept: 9, must be 1 to array.block (8)")]
    [InlineData("board icebreaker --simulate --images nowhere", "nowhere: no such folder")]
    [InlineData("board icebreaker --port {digits} --gemm 1,1,1", "--port: {digits} is no serial port")]
    [InlineData("board icebreaker --port /dev/null --gemm 1,1,1", "--port: /dev/null is no serial port")]
    [InlineData("board int8-4of8-1x8x1_8x8 --port /dev/null --gemm 1,1,1", "clock.period_ns: 10, the PLL cannot make 100 MHz of 12 MHz; the nearest is 9.95 (100.5 MHz)")]
    [InlineData("inspect", "hwgen inspect: IMAGE|DIR is missing")]
    [InlineData("inspect nowhere", "nowhere: no such file or folder")]
    [InlineData("inspect {configs}", "{configs}: holds neither plan.json nor weight images (.bin)")]
    public void A_bad_command_line_is_answered_with_what_is_wrong(string line, string message)
    {
        CommandRun run = CommandRun.Of(scratch.Path, Fill(line).Split(' '));

        Assert.Equal(Fill(message) + "\n", run.Error);
        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.Empty(run.Out);
    }

    private static string Fill(string text) => text
        .Replace("{digits}", RepositoryFolder.At("examples/digits/digits.onnx"), StringComparison.Ordinal)
        .Replace("{samples}", RepositoryFolder.At("examples/digits/calibration.npz"), StringComparison.Ordinal)
        .Replace("{configs}", RepositoryFolder.At("configs"), StringComparison.Ordinal)
        .Replace("README.md", RepositoryFolder.At("README.md"), StringComparison.Ordinal);

    [Fact]
    public void Without_a_command_the_help_is_shown_and_the_exit_code_says_that_nothing_was_done()
    {
        CommandRun run = CommandRun.Of(scratch.Path);

        Assert.Contains("generate <CONFIG>", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }

    [Fact]
    public void For_machines_the_errors_come_as_json()
    {
        CommandRun run = CommandRun.Of(scratch.Path, "generate", "nowhere.yaml", "-o", "out", "--json");

        Assert.StartsWith("{\n  \"exit_code\": 2,\n  \"errors\": [\n    \"nowhere.yaml: no such configuration file\"\n  ],", run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.BadInput, run.Code);
    }
}
