namespace HwGen.Bench.Simulation;

/// <summary>The speed of the simulation harness against hand-written C++, on a design that costs nearly nothing and on two that cost more.</summary>
internal static class SimulationBench
{
    public static void Run()
    {
        new HarnessComparison("FIFO, 32 bit x 16", FifoBenchmark.Description(), "fifo.cpp", "aclk", 5_000_000).Run(
            new("model alone, one native call", FifoBenchmark.Native),
            new("one task, a rising edge per cycle", FifoBenchmark.PlainLoop),
            new("driver, monitor, scoreboard as tasks", FifoBenchmark.Tasks, 0.20),
            new("the same, each word sent by a subroutine task", FifoBenchmark.TasksWithSubroutine),
            new("the same as tasks, a timer pending", FifoBenchmark.TasksWithTimer),
            new("WordSource, WordSink with stall patterns", FifoBenchmark.BusModels),
            new("the same, and two stream monitors", FifoBenchmark.BusModelsAndMonitors));
        new HarnessComparison("MAC array, 8 x 8 int8", MacArrayBenchmark.Description(8), "mac_array.cpp", "clk", 2_000_000).Run(
            new("model alone, one native call", FifoBenchmark.Native),
            new HarnessTest("driver and monitor as tasks", MacArrayBenchmark.Tasks, 0.60));
        new HarnessComparison("MAC array, 16 x 16 int8", MacArrayBenchmark.Description(16), "mac_array.cpp", "clk", 500_000).Run(
            new("model alone, one native call", FifoBenchmark.Native),
            new HarnessTest("driver and monitor as tasks", MacArrayBenchmark.Tasks, 0.85));
    }
}
