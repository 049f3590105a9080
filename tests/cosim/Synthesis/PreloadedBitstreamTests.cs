using HwGen.Cli;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Synthesis;

/// <summary>An image put into a finished bitstream: the same bytes as if the design had been synthesized with it.</summary>
/// <remarks>The memories of an array stand alone, each with its ports on pins of its own or shared: the array around them would be placed for minutes.
/// Yosys uses block RAM as 256 x 16 for the tables and as 2048 x 2 for the weights, whose depth is no multiple of 2048.</remarks>
public sealed class PreloadedBitstreamTests : IDisposable
{
    private static readonly ArrayConfiguration Array = ConfigurationRules.Require(TestArray.Of("memories", (1, 1), (1, 2), block: 4, lanes: 1, kept: 2) with
    {
        WeightKib = 4,
        ActivationKib = 1,
        Tiles = 20,
        ListEntries = 400,
        Preload = true,
    });

    private static readonly int Outputs = PreloadedMemories.Shapes(Array).Max(shape => shape.Width);

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("yosys", "nextpnr-ice40", "icepack", "iceunpack")]
    public void An_image_in_a_finished_bitstream_is_as_one_in_the_synthesis()
    {
        Implement("blank", MemoryExport.Placeholder(Array));
        byte[][] made = [.. new ulong[] { 1, 2 }.Select(seed =>
        {
            WeightImage image = PreparedGemm.DrawWithLists(Array, seed, new GemmShape(1, 39, 90)).Image;
            ImageWriter.Write(scratch.At("images"), $"image{seed}", image);
            Assert.Equal(0, Run("export", scratch.At($"images/image{seed}.bin"), "--into", scratch.At("blank/bitstream.asc"), "-o", scratch.At($"placed{seed}")));
            return File.ReadAllBytes(scratch.At($"placed{seed}/bitstream.bin"));
        })];

        Assert.Equal(0, Run("export", scratch.At("images/image2.bin"), "-o", scratch.At("exported"), "--format", "mem"));
        Implement("synthesized", [.. Directory.GetFiles(scratch.At("exported")).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]);
        Assert.Equal(File.ReadAllText(scratch.At("synthesized/bitstream.asc")), File.ReadAllText(scratch.At("placed2/bitstream.asc")));
        Assert.Equal(File.ReadAllBytes(scratch.At("synthesized/bitstream.bin")), made[1]);
        Assert.NotEqual(made[0], made[1]);

        Assert.Equal(0, Run("export", scratch.At("images/image2.bin"), "--into", scratch.At("blank/bitstream.bin"), "-o", scratch.At("from-bin")));
        Assert.Equal(made[1], File.ReadAllBytes(scratch.At("from-bin/bitstream.bin")));
    }

    private int Run(params string[] arguments)
    {
        CommandRun run = CommandRun.Of(scratch.At("logs"), arguments);
        Assert.Equal("", run.Error);
        return run.Code == ExitCode.Good ? 0 : run.Code;
    }

    private void Implement(string name, IReadOnlyList<(string Name, byte[] Content)> contents)
    {
        string folder = scratch.At(name);
        Directory.CreateDirectory(Path.Combine(folder, PreloadedMemories.Folder));
        foreach ((string file, byte[] content) in contents)
            File.WriteAllBytes(Path.Combine(folder, PreloadedMemories.Folder, file), content);
        File.WriteAllText(Path.Combine(folder, "memory.v"), RtlTemplates.All.Single(template => template.Name == MemoryStandIn.Module).Text);
        File.WriteAllText(Path.Combine(folder, "top.v"), Top());
        ToolResult yosys = new ExternalTool("yosys", "scripts/install-tools yosys").Run(folder,
            ["-q", "-p", "read_verilog memory.v top.v; synth_ice40 -top top; write_json netlist.json"]);
        Assert.Equal(("", 0), (yosys.Error, yosys.ExitCode));
        var placing = new PlaceAndRoute(Ice40Target.Hx8k, folder, 12);
        placing.Run(1);
        placing.Pack(1);
    }

    // One address for all, the words of the memories one over the other.
    private static string Top()
    {
        IReadOnlyList<MemoryShape> shapes = PreloadedMemories.Shapes(Array);
        string memories = string.Concat(shapes.Select((shape, i) => $$"""
                wire [{{shape.Width - 1}}:0] word_{{i}};
                ram_simple_dual_port #(
                    .WIDTH({{shape.Width}}), .DEPTH({{shape.Depth}}), .PRELOAD(1), .FILE("{{PreloadedMemories.Folder}}/{{shape.Name}}.mem")
                ) memory_{{i}} (
                    .clk_i(aclk), .write_enable_i(write_i[{{i}}]), .write_address_i(address_i[{{Bits(shape.Depth) - 1}}:0]), .write_data_i({ {{shape.Width}}{write_bit_i} }),
                    .read_enable_i(1'b1), .read_address_i(address_i[{{Bits(shape.Depth) - 1}}:0]), .read_data_o(word_{{i}})
                );

            """));
        return $$"""
            module top (
                input  wire aclk,
                input  wire [{{shapes.Count - 1}}:0] write_i,
                input  wire write_bit_i,
                input  wire [{{Bits(shapes.Max(shape => shape.Depth)) - 1}}:0] address_i,
                output reg  [{{Outputs - 1}}:0] word_o
            );
            {{memories}}
                always @(posedge aclk) word_o <= {{string.Join(" ^ ", shapes.Select((_, i) => $"word_{i}"))}};
            endmodule

            """;
    }

    private static int Bits(int depth) => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)depth - 1);
}
