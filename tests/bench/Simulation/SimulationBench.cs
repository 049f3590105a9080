using System.Diagnostics;
using System.Globalization;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>Cycles per CPU second of the simulation harness, and the share of the same test written by hand in C++.</summary>
internal static class SimulationBench
{
    private const int Rounds = 5;
    private const int Cycles = 5_000_000;

    public static void Run()
    {
        var build = Stopwatch.StartNew();
        new ModelBuilder().Build(FifoBenchmark.Description());
        Console.WriteLine($"model ready after {build.ElapsedMilliseconds} ms");
        Compare("FIFO, 32 bit x 16", FifoBenchmark.Description(), "fifo.cpp", "aclk", Cycles,
        [
            ("model alone, one native call", FifoBenchmark.Native),
            ("one task, a rising edge per cycle", FifoBenchmark.PlainLoop),
            ("driver, monitor, scoreboard as tasks", FifoBenchmark.Tasks),
            ("the same, each word sent by a subroutine task", FifoBenchmark.TasksWithSubroutine),
            ("the same as tasks, a timer pending", FifoBenchmark.TasksWithTimer),
            ("WordSource, WordSink with stall patterns", FifoBenchmark.BusModels),
            ("the same, and two stream monitors", FifoBenchmark.BusModelsAndMonitors),
        ]);
        Compare("MAC array, 8 x 8 int8", MacArrayBenchmark.Description(8), "mac_array.cpp", "clk", Cycles / 16,
            [("driver and monitor as tasks", MacArrayBenchmark.Tasks)]);
    }

    // Rounds outside, benchmarks inside: what else the machine does falls on all alike. The first round warms up.
    private static void Compare(
        string title, ModelDescription description, string program, string clockPort, int cycles, (string Name, Action<Simulator, Clock, int> Run)[] tests)
    {
        var model = new ModelBuilder().Build(description);
        var handWritten = HandWritten.Build(description, FifoBenchmark.Find($"tests/bench/Simulation/{program}"));
        (string Name, Func<double> Run)[] benchmarks =
        [
            ("hand-written C++, static program", () => handWritten(cycles)),
            .. tests.Select(test => (test.Name, (Func<double>)(() => Harness(test.Run)))),
        ];
        var rates = benchmarks.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
            for (var i = 0; i < benchmarks.Length; i++)
            {
                var rate = benchmarks[i].Run();
                if (round > 0)
                    rates[i].Add(rate);
            }

        var reference = Median(rates[0]);
        Console.WriteLine($"{title,-48} {"M cycles/CPU s",15} {"of C++",8}   median of {Rounds}");
        for (var i = 0; i < benchmarks.Length; i++)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{benchmarks[i].Name,-48} {Median(rates[i]) / 1e6,15:0.00} {Median(rates[i]) / reference,8:0.00}"));

        double Harness(Action<Simulator, Clock, int> run)
        {
            using var simulator = new Simulator(model);
            var clock = simulator.AddClock(clockPort, SimTime.Ns(10));
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            run(simulator, clock, cycles);
            return clock.Cycle / (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
        }
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
