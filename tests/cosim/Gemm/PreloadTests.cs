using System.Buffers.Binary;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.MemoryFiles;
using HwGen.Core.Registers;
using HwGen.Hdlgen;
using HwGen.Tests.Cosim.Driver;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Gemm.Checks;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>An array whose memories start with an image: <c>$readmemh</c> reads in simulation the files that stand in the bitstream on an FPGA.</summary>
public sealed class PreloadTests
{
    private const uint Errors = 0x7F, Hash = 2, Size = 4, Mismatch = 0x40;

    // Beside the tests: a model reads it when a simulation begins, and where it lies is compiled in.
    private const string Folder = "preloaded";

    private static readonly ArrayConfiguration Array = SmallArrays.Bitmask with { Name = "small-preload", Preload = true };
    private static readonly Lazy<VerilatorModel> Model = new(Build);
    private static readonly GemmShape Shape = new(9, 7, 19);

    [NeedsToolFact("verilator")]
    public void Jobs_run_on_the_preloaded_image_without_a_load()
    {
        foreach (ulong seed in new ulong[] { 1, 2 })
        {
            var gemm = PreparedGemm.DrawWithLists(Array, seed, Shape);
            Run(gemm.Image, async board =>
            {
                foreach (int rows in new[] { 9, 1, 6 })
                {
                    await board.Expect(RegisterMap.Status, 0x100);
                    await RunAlone(board, gemm.WithActivations(rows), releases: false);
                }
            });
        }
    }

    [NeedsToolFact("verilator")]
    public void An_image_that_fills_the_memories_is_preloaded()
    {
        var gemm = Full();
        Run(gemm.Image, async board =>
        {
            await RunAlone(board, gemm, releases: true);
            await board.RunWhole(PreparedGemm.DrawWithLists(Array, 4, Shape));
            await board.Expect(RegisterMap.Status, 0, Errors);
        });
    }

    [NeedsToolFact("verilator")]
    public void Registers_that_have_not_seen_a_reset_leave_the_image_alone()
    {
        // Their values are drawn anew for each seed; before a reset they may say that a word arrives.
        var gemm = Full();
        Put(gemm.Image);
        for (ulong seed = 1; seed <= 100; seed++)
        {
            AcceleratorBoard.Run(Model.Value, Array, async board =>
            {
                await board.Clock.Cycles(10);
                await RunAlone(board, gemm, releases: true);
            }, seed);
        }
    }

    [NeedsToolFact("verilator")]
    public void A_reset_brings_the_preloaded_image_back_until_one_is_loaded()
    {
        var gemm = PreparedGemm.DrawWithLists(Array, 5, Shape);
        Run(gemm.Image, async board =>
        {
            await RunAlone(board, gemm, releases: true);
            await board.Clock.Cycles(10);
            await board.Expect(RegisterMap.Status, 0);
            await board.Reset();
            await board.Clock.Cycles(10);
            await board.Expect(RegisterMap.Status, 0x100);
            await RunAlone(board, gemm, releases: true);
            foreach (ulong seed in new ulong[] { 6, 7, 8 })
                await board.RunWhole(PreparedGemm.DrawWithLists(Array, seed, Shape));
            await board.Settle();
            await board.Reset();
            await board.Clock.Cycles(20);
            await board.Expect(RegisterMap.Status, 0);
            await board.RunWhole(gemm);
        });
    }

    [NeedsToolFact("verilator")]
    public void An_image_from_the_stream_waits_for_the_release_of_the_preloaded_one()
    {
        var gemm = PreparedGemm.DrawWithLists(Array, 9, Shape);
        var next = PreparedGemm.DrawWithLists(Array, 10, Shape);
        Run(gemm.Image, async board =>
        {
            board.Weights.Queue(next.Job.Image);
            await board.Clock.Cycles(300);
            await board.Expect(RegisterMap.Status, 0x100);
            board.Require(board.Weights.SentPackets == 0, "an image is taken beside the preloaded one");
            await RunAlone(board, gemm, releases: false);
            await RunAlone(board, gemm.WithActivations(2), releases: true);
            await RunAlone(board, next, releases: true);
            await board.Expect(RegisterMap.Status, 0, Errors);
        });
    }

    [NeedsToolFact("verilator")]
    public void A_header_that_does_not_belong_leaves_no_image()
    {
        var gemm = PreparedGemm.DrawWithLists(Array, 11, Shape);
        (int Word, uint Value, uint Status)[] headers =
        [
            (0, 0, 0), (0, 0xFFFFFFFF, 0), (1, 2, 0), (2, Array.Hash ^ 1, Hash), (2, Array.Hash ^ 0x80000000, Hash), (3, 0, Size),
            (3, (uint)Array.TileDepth + 1, Size), (4, (uint)Array.ListDepth + 1, Size), (5, 0, Size), (5, (uint)Array.WeightDepth + 1, Size),
        ];
        foreach ((int word, uint value, uint status) in headers)
        {
            Run(gemm.Image, async board =>
            {
                await board.Expect(RegisterMap.Status, status);
                await board.Write(RegisterMap.Status, status);
                await board.RunWhole(gemm);
                await board.Expect(RegisterMap.Status, 0, Errors);
            }, header => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 * word), value));
        }
    }

    [NeedsToolFact("verilator")]
    public void A_job_on_a_preloaded_image_with_fewer_weights_than_its_tables_name_ends()
    {
        var gemm = PreparedGemm.DrawWithLists(Array, 14, Shape);
        Run(gemm.Image, async board =>
        {
            board.Activations.Queue(gemm.Job.Activations);
            await board.Submit(gemm.Job);
            await board.Output.Receive();
            await board.Settle();
            await board.Expect(RegisterMap.Status, Mismatch);
            await board.Write(RegisterMap.Status, Mismatch);
            await board.RunWhole(gemm);
            await board.Expect(RegisterMap.Status, 0, Errors);
        }, header => BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4 * 5), 1));
    }

    [NeedsToolFact("verilator")]
    public void The_placeholder_is_no_image()
    {
        foreach ((string name, byte[] content) in MemoryExport.Placeholder(Array))
            Put(name, content);
        AcceleratorBoard.Run(Model.Value, Array, async board =>
        {
            await board.Clock.Cycles(10);
            await board.Expect(RegisterMap.Status, 0);
            await board.RunWhole(PreparedGemm.DrawWithLists(Array, 12, Shape));
            await board.Expect(RegisterMap.Status, 0, Errors);
        });
    }

    [NeedsToolFact("verilator", "gcc")]
    public void The_driver_runs_a_job_without_loading()
    {
        var gemm = PreparedGemm.DrawWithLists(Array, 13, Shape);
        Put(gemm.Image);
        byte[] outputs = new byte[OutputUnpacker.Bytes(Array, gemm.Job.Rows, gemm.Problem.N, gemm.Problem.Output is null)];
        SimulatedPort.Run(Model.Value, port =>
        {
            using var session = new DriverSession(Array, port);
            Assert.Equal(DriverResult.Ok, session.Identify());
            var quantization = gemm.Problem.Output;
            var job = new DriverJob((uint)gemm.Job.Rows, (uint)gemm.Job.Blocks, quantization is null ? 1u : 0, 0,
                quantization?.ZeroPoint ?? 0, quantization?.ClampLow ?? 0, quantization?.ClampHigh ?? 0);
            Assert.Equal(DriverResult.Ok, session.RunJob(job, gemm.Job.Activations, outputs));
            return 0;
        });
        Assert.Null(gemm.Difference(outputs));
    }

    [NeedsToolFact("verilator")]
    public void The_check_of_verify_passes_with_its_image_alone()
    {
        var check = new PreloadCheck();
        Put(PreloadCheck.Image(Array, 1));
        Assert.Null(check.Failure(Model.Value, Array, 1));
        Assert.Contains("output[", check.Failure(Model.Value, Array, 2), StringComparison.Ordinal);
        foreach ((string name, byte[] content) in MemoryExport.Placeholder(Array))
            Put(name, content);
        Assert.Contains("STATUS reads 0x00000000", check.Failure(Model.Value, Array, 1), StringComparison.Ordinal);
    }

    // The header stands behind 600 tiles in the last of 768 words, which are no power of two.
    [NeedsToolFact("verilator")]
    public void Verify_makes_every_check_and_one_more()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.At("array.yaml"), ConfigurationWriter.Write(Array with { Tiles = 600 }));
        CommandRun run = CommandRun.Of(scratch.At("logs"), "verify", scratch.At("array.yaml"), "--count", "10");

        Assert.Equal((0, "", $"{Array.Name}: {AcceleratorChecks.All.Count + 1} checks, 10 GEMMs, 0 mismatches\n"), (run.Code, run.Error, run.Out));
    }

    [NeedsToolFact("yosys")]
    public void A_netlist_without_memories_is_refused()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.At("array.yaml"), ConfigurationWriter.Write(Array));
        CommandRun run = CommandRun.Of(scratch.At("logs"), "verify", scratch.At("array.yaml"), "--netlist", "generic");

        Assert.Equal(2, run.Code);
        Assert.Contains(
            "small-preload: memory.preload: true, must be false for a netlist of generic: its memories are macros, which start with nothing", run.Error, StringComparison.Ordinal);
    }

    // As many N-tiles as there are, and of their blocks as many as the weight memory holds: one more would not fit.
    private static PreparedGemm Full()
    {
        int steps = Array.Steps(Array.Block);
        int blocks = Array.WeightDepth / Array.TileDepth / steps;
        var gemm = PreparedGemm.Draw(Array, 3, new GemmShape(3, Array.TileDepth * Array.NTile, blocks * Array.Block), kept: Array.Block);
        Assert.Equal((Array.TileDepth, Array.TileDepth * blocks * steps), (gemm.Image.NTiles, gemm.Image.WeightWords));
        return gemm;
    }

    private static void Run(WeightImage image, Func<AcceleratorBoard, SimTask> body, Action<byte[]>? spoil = null)
    {
        Put(image, spoil);
        AcceleratorBoard.Run(Model.Value, Array, async board =>
        {
            await board.Clock.Cycles(10);
            await body(board);
        });
    }

    private static async SimTask RunAlone(AcceleratorBoard board, PreparedGemm gemm, bool releases)
    {
        board.Activations.Queue(gemm.Job.Activations);
        await board.Submit(gemm.Job with { ReleasesImage = releases });
        await board.ExpectOutput(gemm);
        await board.Settle();
    }

    private static void Put(WeightImage image, Action<byte[]>? spoil = null)
    {
        foreach (MemoryContent memory in PreloadedMemories.Of(image))
        {
            byte[] bytes = MemoryWords.Of(memory, memory.Depth).Bytes.ToArray();
            if (memory.Name == "tiles" && spoil is not null)
            {
                byte[] header = bytes[^ImageLayout.HeaderBytes..];
                spoil(header);
                header.CopyTo(bytes, bytes.Length - header.Length);
            }

            Put($"{memory.Name}.mem", new ReadmemhFormat().Write(new MemoryWords(new MemoryShape(memory.Name, memory.WordWidth, memory.Depth), bytes)));
        }
    }

    private static void Put(string name, byte[] content)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(Path.Combine(Folder, name), content);
    }

    private static VerilatorModel Build()
    {
        using var scratch = new ScratchFolder();
        DesignFolder.Write(Design.From(Array), scratch.At("design"));
        ModelDescription description = AcceleratorModel.Describe(Array, scratch.At("design"));
        return new ModelBuilder().Build(description with { Parameters = new Dictionary<string, ParameterValue> { ["PRELOAD_FOLDER"] = Folder } });
    }
}
