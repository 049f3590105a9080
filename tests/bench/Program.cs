using HwGen.Bench;
using HwGen.Bench.Accuracy;
using HwGen.Bench.Area;
using HwGen.Bench.Simulation;

// The figures of docs/benchmarks.md, each part under its own heading. Arguments choose parts, also those of the other documents.
(string Name, Action Run)[] benchmarks =
[
    ("generation", GenerationBench.Run),
    ("cycles", CycleBench.Run),
    ("simulation", SimulationBench.Run),
    ("testbench", TestbenchBenchmark.Run),
    ("start", ModelStartBenchmark.Run),
    ("coverage", CoverageBench.Run),
    ("driver", DriverSizeBench.Run),
];
(string Name, Action Run)[] area = [("area", AreaBench.Run)];
(string Name, Action Run)[] accuracy =
[
    ("accuracy", AccuracyBench.Run),
    ("budget", BudgetBench.Run),
    ("tiles", TileDensityBench.Run),
    ("permutation", PermutationBench.Run),
    ("calibration", CalibrationBench.Run),
    ("quantized", QuantizedBench.Run),
    ("layer", LargeLayerBench.Run),
    ("golden", GoldenSpeedBench.Run),
    ("structures", StructureBench.Run),
    ("schemes", () => SchemeBench.Run("mlperf_ic_resnet8")),
    ("schemes-cnn", () => SchemeBench.Run("fmnist_cnn")),
];
(string Name, Action Run)[] parts = [.. benchmarks, .. area, .. accuracy];
string[] unknown = [.. args.Except(parts.Select(part => part.Name))];
if (unknown.Length > 0)
{
    Console.Error.WriteLine($"unknown part {unknown[0]}, must be one of {string.Join(", ", parts.Select(part => part.Name))}");
    return 2;
}

foreach ((string name, Action run) in args.Length == 0 ? benchmarks : parts.Where(part => args.Contains(part.Name)))
{
    Console.WriteLine($"## {name}\n");
    run();
    Console.WriteLine();
}

return 0;
