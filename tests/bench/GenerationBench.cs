using System.Diagnostics;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;

namespace HwGen.Bench;

/// <summary>How long generation takes and how much memory it needs, from the start of the process: the first of all parts.</summary>
internal static class GenerationBench
{
    public static void Run()
    {
        var table = new BenchTable("outputs       ", "bar         ", "seconds since the start", "peak MiB of the process", "files", "bytes   ");
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            ArrayConfiguration large = ConfigurationWriter.Starter("large") with
            {
                TileRows = 4,
                TileColumns = 4,
                MeshRows = 16,
                MeshColumns = 16,
                WeightKib = 512,
                ActivationKib = 256,
            };
            Design design = Design.From(large);
            DesignFolder.Write(design, Path.Combine(folder, "large"));
            double seconds = (DateTime.Now - Process.GetCurrentProcess().StartTime).TotalSeconds;
            double peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
            table.Row($"{large.MTile} x {large.NTile}", "3 s, 500 MiB", $"{seconds:0.00}", $"{peak:0}", design.Files.Length, design.Files.Sum(file => file.Text.Length));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
