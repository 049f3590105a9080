using System.Text.Json;
using HwGen.Cli;
using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Numerics;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>The host program and the board at its pins, a pseudo-terminal between them.</summary>
public sealed class BoardRunTests : IDisposable
{
    private static readonly HwGen.Hdlgen.Boards.Board Board = HwGen.Hdlgen.Boards.Board.Of("icebreaker", "");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30), LossyPatience = TimeSpan.FromSeconds(3);  // waited for in vain where bytes are lost
    private static readonly ArrayConfiguration Icebreaker = Accelerators.Configuration("icebreaker");

    private readonly ScratchFolder logs = new();

    public void Dispose() => logs.Dispose();

    [NeedsToolTheory("verilator", "g++")]
    [InlineData("1,1,1", "1")]
    [InlineData("3,5,64", "2")]
    [InlineData("4,9,1100", "1")]
    public void A_gemm_on_the_board_is_bit_exact(string shape, string kept)
    {
        CommandRun run = CommandRun.Of(logs.Path, "board", "icebreaker", "--simulate", "--gemm", shape, "--kept", kept, "--json");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        JsonElement layer = result.GetProperty("layers")[0];
        Assert.Equal(0, result.GetProperty("repeated_frames").GetInt32());
        Assert.Equal(0, layer.GetProperty("mismatches").GetInt64());
        Assert.Equal(shape == "4,9,1100", layer.GetProperty("jobs").GetInt32() > 1);
        Assert.InRange(layer.GetProperty("array_clocks").GetInt64(), 1, 10_000_000);
    }

    [NeedsToolFact("verilator", "g++")]
    public void Without_a_layer_the_board_is_tested()
    {
        CommandRun run = CommandRun.Of(logs.Path, "board", "icebreaker", "--simulate", "--json");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        JsonElement result = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(24, result.GetProperty("registers").GetInt32());
        Assert.Equal(["1,1,1,1", "3,3,25,1", "2,2,1025,2"], result.GetProperty("layers").EnumerateArray()
            .Select(layer => string.Join(',', new[] { "m", "n", "k", "jobs" }.Select(name => layer.GetProperty(name).GetInt32()))));
        Assert.All(result.GetProperty("layers").EnumerateArray(), layer => Assert.Equal(0, layer.GetProperty("mismatches").GetInt64()));
    }

    [NeedsToolFact("verilator", "g++")]
    public void Wide_streams_are_cut_into_words() => Run(SmallArrays.WideStreams, null, accelerator =>
    {
        PreparedGemm gemm = PreparedGemm.Draw(SmallArrays.WideStreams, 5, new GemmShape(7, 9, 13));
        Assert.Null(gemm.Difference(Outputs(accelerator, SmallArrays.WideStreams, gemm)));
    });

    [NeedsToolTheory("verilator", "g++")]
    [InlineData(1), InlineData(2)]
    public void On_a_line_that_damages_bytes_frames_are_repeated_and_outputs_are_right(int seed)
    {
        using SimulatedBoard board = Start(Icebreaker, null);
        using var line = new FrailLine(SerialPort.Open(board.Port, Board.Baud), seed, 0.0008);
        var link = new BoardLink(line, LossyPatience);
        var accelerator = new BoardAccelerator(link, Icebreaker);
        accelerator.Identify();
        PreparedGemm gemm = PreparedGemm.Draw(Icebreaker, (ulong)seed, new GemmShape(6, 4, 100), 2);

        Assert.Null(gemm.Difference(Outputs(accelerator, Icebreaker, gemm)));
        Assert.InRange(link.Repeats, 1, 100);
    }

    // Each host leaves in the middle: of a frame, of an image, of an answer.
    [NeedsToolFact("verilator", "g++")]
    public void After_a_host_that_vanished_the_next_one_gets_right_outputs()
    {
        using SimulatedBoard board = Start(Icebreaker, null);
        PreparedGemm gemm = PreparedGemm.Draw(Icebreaker, 9, new GemmShape(3, 4, 60), 2);
        byte[] image = gemm.Job.Image!;
        byte[] frame = new BoardRequest(BoardCommandCode.SendWeights, 0, 8, image.AsMemory(0, 32)).ToBytes(1);
        byte[] read = new BoardRequest(BoardCommandCode.ReadRegisters, 0, 128, default).ToBytes(2);
        foreach (byte[] last in new[] { frame[..20], frame, [.. frame, .. frame[..3]], read, [.. read, 0xA5], [0xA5] })
        {
            using (SerialPort vanishing = SerialPort.Open(board.Port, Board.Baud))
                vanishing.Write(last);
            using SerialPort line = SerialPort.Open(board.Port, Board.Baud);
            var link = new BoardLink(line, LossyPatience);
            var accelerator = new BoardAccelerator(link, Icebreaker);
            accelerator.Identify();
            Assert.Null(gemm.Difference(Outputs(accelerator, Icebreaker, gemm)));
            Assert.InRange(link.Repeats, 0, 3);
        }
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_preloaded_image_is_used_or_makes_room()
    {
        ArrayConfiguration array = SmallArrays.Bitmask with { Name = "preloaded", ClockPeriodNs = Icebreaker.ClockPeriodNs, Preload = true };
        File.WriteAllText(logs.At("array.yaml"), ConfigurationWriter.Write(array));
        NpyFile.Write(logs.At("weights.npy"), new Tensor<sbyte>([.. Enumerable.Range(0, 40 * 7).Select(i => (sbyte)((i * 37 % 255) - 127))], 40, 7));
        Assert.Equal(ExitCode.Good, Hwgen("prune", logs.At("weights.npy"), "-c", logs.At("array.yaml"), "-o", logs.At("network")).Code);
        WeightImage first = ImageReader.Read(Directory.GetFiles(logs.At("network/images"), "*.bin").Order(StringComparer.Ordinal).First());
        using SimulatedBoard board = Start(array, folder => AcceleratorModel.Preload(first, folder));
        string[] run = ["board", logs.At("array.yaml"), "--port", board.Port];
        string[] image = ["--images", logs.At("network"), "--rows", "3"];

        CommandRun used = Hwgen([.. run, .. image, "--preloaded"]);
        Assert.Equal((ExitCode.Good, ""), (used.Code, used.Error));
        CommandRun another = Hwgen([.. run, "--gemm", "3,5,9"]);
        Assert.Equal((ExitCode.Good, ""), (another.Code, another.Error));
        CommandRun gone = Hwgen([.. run, .. image, "--preloaded"]);
        Assert.Equal(ExitCode.CheckFailed, gone.Code);
        Assert.Contains("the array starts with no image, must with --preloaded: hwgen export IMAGE --into BITSTREAM puts one there", gone.Error, StringComparison.Ordinal);
    }

    [NeedsToolFact("verilator", "g++")]
    public void Another_array_on_the_board_is_named()
    {
        using SimulatedBoard board = Start(SmallArrays.EqualStreams, null);
        CommandRun run = CommandRun.Of(logs.Path, "board", "icebreaker", "--port", board.Port, "--gemm", "1,1,1");

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Contains($"the board holds another array: CONFIGURATION_HASH reads 0x{SmallArrays.EqualStreams.Hash:x8}, icebreaker has 0x{Icebreaker.Hash:x8}", run.Error, StringComparison.Ordinal);
    }

    [NeedsToolTheory("verilator", "g++")]
    [InlineData("command_runner", "word_o <= {byte_i, word_o[31:8]};", "word_o <= {word_o[23:0], byte_i};")]
    [InlineData("command_runner", "read_word_i : output_word_i;", "read_word_i : {output_word_i[31:8], 8'd0};")]
    [InlineData("uart_bridge", "wire packet_ends = full && address[0];", "wire packet_ends = address[0];")]
    [InlineData("frame_buffer", "full_o      = words_o == limit_i", "full_o      = words_o >= limit_i - 8'd1")]
    [InlineData("uart_receiver", "data_o <= {line, data_o[7:1]}", "data_o <= {data_o[6:0], line}")]
    [InlineData("crc16", "{3'd0, mixed, 5'd0}", "{4'd0, mixed, 4'd0}")]
    [InlineData("word_source", "assign tlast_o = last;", "assign tlast_o = 1'b1;")]
    [InlineData("dot_product_unit", "feedback = first ? {ACCUMULATOR_W{1'b0}} : partial_sum", "feedback = partial_sum")]
    public void A_fault_is_caught(string module, string right, string wrong)
    {
        string? failure = null;
        try
        {
            Run(Icebreaker, folder => new Fault(module, Icebreaker, module, right, wrong).Apply(folder), accelerator =>
            {
                PreparedGemm gemm = PreparedGemm.Draw(Icebreaker, 3, new GemmShape(3, 4, 40), 2);
                failure = gemm.Difference(Outputs(accelerator, Icebreaker, gemm)) ?? gemm.Difference(Outputs(accelerator, Icebreaker, gemm));
            });
        }
        catch (CheckFailedException exception)
        {
            failure = exception.Message;
        }

        Assert.NotNull(failure);
    }

    private CommandRun Hwgen(params string[] arguments) => CommandRun.Of(logs.At("logs"), arguments);

    private static void Run(ArrayConfiguration configuration, Action<string>? change, Action<BoardAccelerator> body)
    {
        using SimulatedBoard board = Start(configuration, change);
        using SerialPort line = SerialPort.Open(board.Port, Board.Baud);
        var accelerator = new BoardAccelerator(new BoardLink(line, change is null ? Patience : TimeSpan.FromMilliseconds(300)), configuration) { MostIdleAsks = 40 };
        accelerator.Identify();
        body(accelerator);
    }

    private static SimulatedBoard Start(ArrayConfiguration configuration, Action<string>? change)
    {
        ArrayConfiguration clocked = configuration with { ClockPeriodNs = Icebreaker.ClockPeriodNs };
        using var scratch = new ScratchFolder();
        ModelDescription description = SimulatedBoard.Describe(clocked, Board, scratch.At("rtl"));
        change?.Invoke(scratch.At("rtl"));
        var parameters = new Dictionary<string, ParameterValue>(description.Parameters);
        foreach ((string name, ParameterValue value) in AcceleratorModel.Parameters(clocked, scratch.At("rtl")))
            parameters[name] = value;
        LineRate rate = LineRate.Real with { Optimization = change is null ? LineRate.Real.Optimization : 0 };
        return SimulatedBoard.Start(clocked, Board, new ModelBuilder().Build(rate.Of(description with { Parameters = parameters })));
    }

    private static byte[] Outputs(BoardAccelerator accelerator, ArrayConfiguration configuration, PreparedGemm gemm) => accelerator.Run(
        gemm.Job, OutputUnpacker.Bytes(configuration, gemm.Problem.M, gemm.Problem.N, gemm.Problem.Output is null)).Outputs;
}
