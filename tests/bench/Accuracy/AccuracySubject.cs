using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Graph;

namespace HwGen.Bench.Accuracy;

/// <summary>A trained network with the samples it is calibrated and judged on.</summary>
/// <param name="Name">of the file in networks/</param>
/// <param name="Calibration">file of samples; labels, if there are any, are not used</param>
/// <param name="Evaluation">file of other samples with labels</param>
/// <param name="Format">what their integers stand for</param>
/// <param name="Goals">least accuracy in percent, by kept of block; below 0, points below the float network</param>
internal sealed record AccuracySubject(
    string Name, string Calibration, string Evaluation, SampleOptions Format, IReadOnlyDictionary<string, double> Goals)
{
    /// <summary>The networks of the test data, with the goals that were set before the pruner was written.</summary>
    public static IReadOnlyList<AccuracySubject> All { get; } =
    [
        new("fmnist_cnn", "fashion-mnist/calibration1024.npz", "fashion-mnist/t10k-images-idx3-ubyte.gz", new SampleOptions(1 / 255.0),
            new Dictionary<string, double> { ["4:8"] = 92.5, ["2:4"] = 92.4, ["2:8"] = 91.6, ["1:8"] = 88.3 }),
        new("fmnist_mlp", "fashion-mnist/calibration1024.npz", "fashion-mnist/t10k-images-idx3-ubyte.gz", new SampleOptions(1 / 255.0),
            new Dictionary<string, double> { ["4:8"] = 89.4, ["2:4"] = 89.3, ["2:8"] = 88.5, ["1:8"] = 86.2 }),
        new("mlperf_ic_resnet8", "cifar10/calibration1024.npz", "cifar10/test2000.npz", new SampleOptions(1, null, "NHWC"),
            new Dictionary<string, double> { ["4:8"] = -2.9, ["2:4"] = -3.4, ["2:8"] = -13 }),
        new("mlperf_kws_dscnn", "speech-commands/calibration500.npz", "speech-commands/test500.npz", new SampleOptions(0.5847029, 83),
            new Dictionary<string, double> { ["2:4"] = -1.5, ["2:8"] = -12 }),
    ];

    public NetworkGraph ReadNetwork(string folder) => NetworkPruner.Read(Path.Combine(folder, "networks", $"{Name}.onnx"));

    public SampleSet ReadCalibration(string folder, NetworkGraph network) =>
        SampleFile.Read(Path.Combine(folder, Calibration), network.InputShape, Format);

    public SampleSet ReadEvaluation(string folder, NetworkGraph network) =>
        SampleFile.Read(Path.Combine(folder, Evaluation), network.InputShape, Format);

    /// <summary>The goal in percent; null if none was set.</summary>
    /// <param name="density">kept of block</param>
    /// <param name="real">accuracy of the float network, 0 to 1</param>
    public double? GoalOf(string density, double real) =>
        Goals.TryGetValue(density, out double goal) ? goal < 0 ? (100 * real) + goal : goal : null;
}
