using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>Cycles per CPU second of tests in C# and of the same test written by hand in C++, on the same design.</summary>
/// <param name="Title">the design, in the table's first column</param>
/// <param name="Description">the design</param>
/// <param name="Program">the C++ source, beside this file</param>
/// <param name="ClockPort">the design's clock</param>
/// <param name="Cycles">cycles of a run</param>
internal sealed record HarnessComparison(string Title, ModelDescription Description, string Program, string ClockPort, int Cycles)
{
    private const int Rounds = 5;

    /// <summary>Runs all of them in turn, so that what else the machine does falls on all alike. The first round warms up.</summary>
    public void Run(params HarnessTest[] tests)
    {
        var model = new ModelBuilder().Build(Description);
        var handWritten = HandWritten.Build(Description, FifoBenchmark.Find($"tests/bench/Simulation/{Program}"));
        var reference = new List<double>();
        var rates = tests.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            reference.Add(handWritten(Cycles));
            for (var i = 0; i < tests.Length; i++)
                rates[i].Add(Rate(model, tests[i]));
        }

        var table = new BenchTable(Title.PadRight(50), "M cycles/CPU s", "of C++", "bar ", "      ");
        table.Row("hand-written C++, static program", $"{Median(reference) / 1e6:0.00}", $"{1:0.00}", "", "");
        for (var i = 0; i < tests.Length; i++)
        {
            var share = Median(rates[i].Zip(reference, (rate, cpp) => rate / cpp));
            var verdict = tests[i].Bar is not { } bar ? "" : share >= bar ? "met" : "missed";
            table.Row(tests[i].Name, $"{Median(rates[i]) / 1e6:0.00}", $"{share:0.00}", $"{tests[i].Bar:0.00}", verdict);
        }

        Console.WriteLine();
    }

    private double Rate(VerilatorModel model, HarnessTest test)
    {
        using var simulator = new Simulator(model);
        var clock = simulator.AddClock(ClockPort, SimTime.Ns(10));
        var before = Environment.CpuUsage.TotalTime;
        test.Run(simulator, clock, Cycles);
        return clock.Cycle / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Skip(1).Order().ElementAt(Rounds / 2);
}
