using HwGen.Bench;
using HwGen.Bench.Accuracy;
using HwGen.Bench.Area;
using HwGen.Bench.Simulation;

// The figures of docs/benchmarks.md, each part under its own heading. Arguments choose parts; none means all.
(string Name, Action Run)[] parts =
[
    ("generation", GenerationBench.Run),
    ("cycles", CycleBench.Run),
    ("area", AreaBench.Run),
    ("simulation", SimulationBench.Run),
    ("testbench", TestbenchBenchmark.Run),
    ("start", ModelStartBenchmark.Run),
    ("coverage", CoverageBench.Run),
    ("golden", GoldenSpeedBench.Run),
    ("layer", LargeLayerBench.Run),
    ("accuracy", AccuracyBench.Run),
    ("budget", BudgetBench.Run),
    ("tiles", TileDensityBench.Run),
    ("calibration", CalibrationBench.Run),
    ("permutation", PermutationBench.Run),
    ("structures", StructureBench.Run),
    ("schemes", () => SchemeBench.Run("mlperf_ic_resnet8")),
    ("schemes-cnn", () => SchemeBench.Run("fmnist_cnn")),
];
string[] unknown = [.. args.Except(parts.Select(part => part.Name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"unknown part {unknown[0]}, must be one of {string.Join(", ", parts.Select(part => part.Name))}");
    return 2;
}

foreach ((string name, Action run) in parts.Where(part => args.Length == 0 || args.Contains(part.Name)))
{
    Console.WriteLine($"## {name}\n");
    run();
    Console.WriteLine();
}

return 0;
