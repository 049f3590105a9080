using System.Diagnostics;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>Seconds from RTL to the first clock cycle of a small model, the FIFO.</summary>
internal static class ModelStartBenchmark
{
    private const int Rounds = 5;

    public static void Run()
    {
        var folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            var cache = Path.Combine(folder, "cache");
            var first = Seconds(cache, 2);  // compiles Verilator's runtime, too; no round of those below builds the same model again
            double[] cold = [.. Enumerable.Range(3, Rounds).Select(depth => Seconds(cache, depth))];
            double[] cached = [.. Enumerable.Range(3, Rounds).Select(depth => Seconds(Copy(cache, Path.Combine(folder, $"{depth}")), depth))];
            var table = new BenchTable("FIFO, from RTL to the first cycle ", "seconds", "bar ", "      ");
            table.Row("nothing cached, once", $"{first:0.000}", "", "");
            Row(table, "model not cached", cold, 1.5);
            Row(table, "model from the cache", cached, 0.1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Row(BenchTable table, string name, double[] seconds, double bar)
    {
        var median = seconds.Order().ElementAt(Rounds / 2);
        table.Row(name, $"{median:0.000}", $"{bar:0.00}", median < bar ? "met" : "missed");
    }

    private static double Seconds(string cache, int depth)
    {
        var watch = Stopwatch.StartNew();
        var description = FifoBenchmark.Description() with { Parameters = new Dictionary<string, ParameterValue> { ["DEPTH_W"] = depth } };
        using var simulator = new Simulator(new ModelBuilder(cache).Build(description));
        var clock = simulator.AddClock("aclk", SimTime.Ns(10));
        simulator.Run(async () => await clock.Cycles(1));
        return watch.Elapsed.TotalSeconds;
    }

    // A library that is loaded already is not loaded again, so the cache moves.
    private static string Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }
}
