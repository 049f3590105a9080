using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.Processes;

namespace HwGen.Bench;

/// <summary>Cells of one tensor PE after generic synthesis by Yosys, and what they come to per multiply-add of the dense GEMM.</summary>
internal static partial class AreaBench
{
    private static readonly ArrayConfiguration Classic = ConfigurationWriter.Starter("classic") with
    {
        TileRows = 1,
        TileColumns = 1,
        Block = 1,
        Lanes = 1,
        Scheme = SchemeKind.Dense,
        Kept = 1,
    };

    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            DesignFolder.Write(Design.From(Classic), Path.Combine(folder, "rtl"));
            var table = new BenchTable("tensor PE, lanes, density", "cells", "flip-flops", "transistors", "per dense MAC", "smaller than 1x1x1");
            double classic = 0;
            foreach ((ArrayConfiguration configuration, string name) in Forms())
            {
                (long cells, long flops, long transistors) = Synthesize(Path.Combine(folder, "rtl/rtl"), configuration);
                double macs = (double)configuration.TileRows * configuration.TileColumns * configuration.Block / configuration.Steps(configuration.Kept);
                double perMac = transistors / macs;
                classic = classic == 0 ? perMac : classic;
                table.Row(name.PadRight(25), cells, flops, transistors, $"{perMac:0}", $"{classic / perMac:0.00}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(ArrayConfiguration Configuration, string Name)> Forms()
    {
        yield return (Classic, "1x1x1 L1 dense");
        yield return (Form(1, 1, 8, 8, 8, SchemeKind.Dense), "1x8x1 L8 dense");
        yield return (Form(2, 2, 8, 8, 8, SchemeKind.Dense), "2x8x2 L8 dense");
        yield return (Form(1, 1, 8, 1, 1), "1x8x1 L1 1:8");
        yield return (Form(1, 1, 8, 2, 2), "1x8x1 L2 2:8");
        yield return (Form(1, 1, 8, 4, 4), "1x8x1 L4 4:8");
        yield return (Form(2, 2, 8, 4, 4), "2x8x2 L4 4:8");
        yield return (Form(4, 4, 8, 4, 4), "4x8x4 L4 4:8");
    }

    private static ArrayConfiguration Form(int rows, int columns, int block, int lanes, int kept, SchemeKind scheme = SchemeKind.Nm) =>
        Classic with { TileRows = rows, TileColumns = columns, Block = block, Lanes = lanes, Kept = kept, Scheme = scheme };

    private static (long Cells, long Flops, long Transistors) Synthesize(string rtl, ArrayConfiguration c)
    {
        int select = c.Metadata == MetadataKind.None ? 0 : 1;
        string script = $"read_verilog {string.Join(' ', Directory.GetFiles(rtl, "*.v").Order().Select(Path.GetFileName))}; "
            + $"chparam -set TILE_ROWS {c.TileRows} -set TILE_COLUMNS {c.TileColumns} -set BLOCK {c.Block} -set LANES {c.Lanes} "
            + $"-set SELECT {select} -set ARITHMETIC {(int)c.Arithmetic} tensor_pe; synth -flatten -top tensor_pe; stat -tech cmos";
        ToolResult result = new ExternalTool("yosys", "scripts/install-tools yosys").Run(rtl, ["-p", script]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"yosys ended with {result.ExitCode}: {result.Error}");
        string statistics = result.Output[result.Output.LastIndexOf("Number of cells:", StringComparison.Ordinal)..];
        return (Number(statistics, @"Number of cells:\s+(\d+)"),
            FlipFlop().Matches(statistics).Sum(match => long.Parse(match.Groups[1].Value)),
            Number(statistics, @"Estimated number of transistors:\s+(\d+)"));
    }

    private static long Number(string text, string pattern) => long.Parse(Regex.Match(text, pattern).Groups[1].Value);

    [GeneratedRegex(@"\$_\w*DFF\w*_\s+(\d+)")]
    private static partial Regex FlipFlop();
}
