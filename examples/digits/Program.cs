using HwGen.Core.Errors;
using HwGen.Examples.Digits;
using HwGen.Examples.Digits.Drawing;
using HwGen.Examples.Digits.Files;
using HwGen.Examples.Digits.Training;

const string usage = """
    digits make [DIR]      draws the digits, trains the network, writes both (the default)
    digits figures [DIR]   measures the network that is there
    digits show            prints some drawings
    DIR is examples/digits unless given.
    """;

const int moreSamples = 10_000;

var folder = args.ElementAtOrDefault(1) ?? Path.Combine("examples", "digits");
try
{
    switch (args.ElementAtOrDefault(0) ?? "make")
    {
        case "make":
            Make();
            return 0;
        case "figures":
            Measure();
            return 0;
        case "show":
            Show();
            return 0;
        case var unknown:
            throw new InputException(unknown, $"no such command\n\n{usage}");
    }
}
catch (InputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

void Make()
{
    if (!Directory.Exists(folder))
        throw new InputException(folder, "no such folder; start in the root of the repository or name one");
    var network = Recipe.Untrained;
    Recipe.Trainer.Train(network, Recipe.TrainingPainter, Report);
    NetworkFile.Write(NetworkPath(), network);
    SampleFile.Write(SamplePath("calibration"), SampleSet.Draw(Recipe.TrainingPainter, 0, Recipe.CalibrationCount));
    SampleFile.Write(SamplePath("test"), SampleSet.Draw(Recipe.TestPainter, 0, Recipe.TestCount));
    var written = SampleFile.Read(SamplePath("test"));
    Console.WriteLine($"accuracy on {written.Count} test samples: {NetworkFile.Read(NetworkPath()).AccuracyOn(written):P1}");
    foreach (var path in new[] { NetworkPath(), SamplePath("calibration"), SamplePath("test") })
        Console.WriteLine($"{new FileInfo(path).Length,9:N0} bytes  {path}");
}

void Report(int step, double loss)
{
    if ((step + 1) % 1000 == 0)
        Console.WriteLine($"step {step + 1} of {Recipe.Trainer.Steps}: loss {loss:F4}");
}

void Measure()
{
    var figures = new Figures(SampleFile.Read(SamplePath("test")), SampleSet.Draw(Recipe.TestPainter, 0, moreSamples));
    figures.Print(NetworkFile.Read(NetworkPath()), Console.Out);
}

void Show()
{
    for (var first = 0; first < 20; first += 5)
        Console.WriteLine(TextPrint.Of([.. Enumerable.Range(first, 5).Select(Recipe.TestPainter.Draw)]));
}

string NetworkPath() => Path.Combine(folder, "digits.onnx");

string SamplePath(string name) => Path.Combine(folder, $"{name}.npz");
