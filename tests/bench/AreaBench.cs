using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.Processes;

namespace HwGen.Bench;

/// <summary>Cells of one tensor PE after synthesis by Yosys, and what they come to per multiply-add of the dense GEMM: for the cells of a
/// Liberty file if there is one (<c>HWGEN_LIBERTY</c>, by default the one beside <c>HWGEN_DATA</c>), otherwise transistors as Yosys estimates them.</summary>
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
            string? liberty = Liberty();
            Console.WriteLine(liberty is null ? "area in transistors, estimated" : $"area in square micrometres of {Path.GetFileName(liberty)}");
            var table = new BenchTable("tensor PE, lanes, density", "cells", "flip-flops", "area", "per dense MAC", "smaller than 1x1x1");
            double classic = 0;
            foreach ((ArrayConfiguration configuration, string name) in Forms())
            {
                (long cells, long flops, double area) = Synthesize(Path.Combine(folder, "rtl/rtl"), configuration, liberty);
                double macs = (double)configuration.TileRows * configuration.TileColumns * configuration.Block / configuration.Steps(configuration.Kept);
                double perMac = area / macs;
                classic = classic == 0 ? perMac : classic;
                table.Row(name.PadRight(25), cells, flops, $"{area:0}", $"{perMac:0}", $"{classic / perMac:0.00}");
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
        yield return (Form(4, 4, 8, 1, 1), "4x8x4 L1 1:8");
        yield return (Form(1, 1, 8, 2, 2), "1x8x1 L2 2:8");
        yield return (Form(1, 1, 8, 4, 4), "1x8x1 L4 4:8");
        yield return (Form(2, 2, 8, 2, 2), "2x8x2 L2 2:8");
        yield return (Form(2, 2, 8, 4, 4), "2x8x2 L4 4:8");
        yield return (Form(4, 4, 8, 4, 4), "4x8x4 L4 4:8");
    }

    private static ArrayConfiguration Form(int rows, int columns, int block, int lanes, int kept, SchemeKind scheme = SchemeKind.Nm) =>
        Classic with { TileRows = rows, TileColumns = columns, Block = block, Lanes = lanes, Kept = kept, Scheme = scheme };

    private static string? Liberty()
    {
        if (Environment.GetEnvironmentVariable("HWGEN_LIBERTY") is { Length: > 0 } named)
            return Path.GetFullPath(named);
        string data = Environment.GetEnvironmentVariable("HWGEN_DATA") is { Length: > 0 } folder ? folder : "../shared/data";
        string beside = Path.GetFullPath(Path.Combine(data, "../lib/sg13g2_stdcell_typ_1p20V_25C.lib"));
        return File.Exists(beside) ? beside : null;
    }

    private static (long Cells, long Flops, double Area) Synthesize(string rtl, ArrayConfiguration c, string? liberty)
    {
        int select = c.Metadata == MetadataKind.None ? 0 : 1;
        string script = $"read_verilog {string.Join(' ', Directory.GetFiles(rtl, "*.v").Order().Select(Path.GetFileName))}; "
            + $"chparam -set TILE_ROWS {c.TileRows} -set TILE_COLUMNS {c.TileColumns} -set BLOCK {c.Block} -set LANES {c.Lanes} "
            + $"-set SELECT {select} -set ARITHMETIC {(int)c.Arithmetic} tensor_pe; synth -flatten -top tensor_pe; stat -tech cmos";
        if (liberty is not null)
            script += $"; dfflibmap -liberty {liberty}; abc -liberty {liberty}; stat -liberty {liberty}";
        ToolResult result = new ExternalTool("yosys", "scripts/install-tools yosys").Run(rtl, ["-p", script]);
        if (result.ExitCode != 0)
            throw new InvalidOperationException($"yosys ended with {result.ExitCode}: {result.Error}");
        int transistors = result.Output.LastIndexOf("Estimated number of transistors", StringComparison.Ordinal);
        string generic = result.Output[result.Output.LastIndexOf("Number of cells:", transistors, StringComparison.Ordinal)..result.Output.IndexOf('\n', transistors)];
        string statistics = result.Output[result.Output.LastIndexOf("Number of cells:", StringComparison.Ordinal)..];
        return (
            (long)Number(statistics, @"Number of cells:\s+(\d+)"),
            FlipFlop().Matches(generic).Sum(match => long.Parse(match.Groups[1].Value)),
            liberty is null
                ? Number(generic, @"Estimated number of transistors:\s+(\d+)")
                : Number(statistics, @"Chip area for (?:top )?module[^:]*: ([0-9.]+)"));
    }

    private static double Number(string text, string pattern) =>
        double.Parse(Regex.Match(text, pattern).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$_\w*DFF\w*_\s+(\d+)")]
    private static partial Regex FlipFlop();
}
