using HwGen.Core.IO;
using HwGen.Examples.Digits;
using HwGen.Examples.Digits.Files;
using HwGen.Examples.Digits.Training;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Examples;

/// <summary>The files that are committed in <c>examples/digits</c>.</summary>
public sealed class ShippedDigitsTests
{
    private static readonly string Folder = RepositoryFolder.At("examples/digits");

    private static readonly Network Network = NetworkFile.Read(Path.Combine(Folder, "digits.onnx"));

    private static readonly SampleSet TestSamples = SampleFile.Read(Path.Combine(Folder, "test.npz"));

    [Fact]
    public void The_network_is_at_least_97_percent_accurate_as_the_pruner_reads_it()
    {
        var network = OnnxReader.Read(Path.Combine(Folder, "digits.onnx"));
        var samples = NpzFile.Read(Path.Combine(Folder, "test.npz"));

        var scores = FloatInterpreter.Run(network, samples["x"].ToSingle());

        var right = samples["y"].ToInt32().Values.Where((label, i) => SpanMath.Largest(scores.Slice(i, 1).Values) == label).Count();
        Assert.InRange(right, 970, 1000);
        Assert.Equal(Network.AccuracyOn(TestSamples), right / 1000.0, 0.001);
    }

    [Fact]
    public void Half_of_the_weights_nearly_do_and_an_eighth_does_not()
    {
        var dense = Network.AccuracyOn(TestSamples);

        Assert.InRange(MagnitudePruner.Prune(Network, 4, 8).AccuracyOn(TestSamples), dense - 0.02, 1);
        Assert.InRange(MagnitudePruner.Prune(Network, 1, 8).AccuracyOn(TestSamples), 0, dense - 0.2);
    }

    [Fact]
    public void The_samples_are_what_the_recipe_draws()
    {
        AssertSame(SampleSet.Draw(Recipe.TestPainter, 0, 1000), TestSamples);
        AssertSame(SampleSet.Draw(Recipe.TrainingPainter, 0, 512), SampleFile.Read(Path.Combine(Folder, "calibration.npz")));
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_network_file()
    {
        using var scratch = new ScratchFolder();

        NetworkFile.Write(scratch.At("digits.onnx"), Network);

        Assert.Equal(File.ReadAllBytes(Path.Combine(Folder, "digits.onnx")), File.ReadAllBytes(scratch.At("digits.onnx")));
    }

    [Fact]
    public void The_files_take_less_than_two_mebibytes() =>
        Assert.InRange(RepositoryFolder.Files("examples").Sum(file => new FileInfo(RepositoryFolder.At(file)).Length), 1, 2 << 20);

    private static void AssertSame(SampleSet expected, SampleSet found)
    {
        Assert.Equal(expected.Inputs, found.Inputs);
        Assert.Equal(expected.Labels, found.Labels);
    }
}
