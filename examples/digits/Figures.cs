using HwGen.Examples.Digits.Training;

namespace HwGen.Examples.Digits;

/// <summary>Measures how accurate the network is, and how much of that it loses with its weights.</summary>
/// <param name="TestSamples">what is in <c>test.npz</c></param>
/// <param name="MoreSamples">more of the same kind, for a second digit behind the point</param>
public sealed record Figures(SampleSet TestSamples, SampleSet MoreSamples)
{
    private const int Block = 8;

    private static readonly int[] KeptWeights = [4, 2, 1];

    /// <summary>Prints a table: each density as magnitude pruning leaves it, and trained again.</summary>
    public void Print(Network network, TextWriter output)
    {
        output.WriteLine($"{"weights",-16}{"test.npz",10}{$"{MoreSamples.Count:N0} drawings",18}");
        Row("dense", network);
        foreach (var kept in KeptWeights)
        {
            var pruned = MagnitudePruner.Prune(network, kept, Block);
            Row($"{kept}:{Block}", pruned);
            Row($"{kept}:{Block} retrained", Retraining.Retrain(pruned, Recipe.Retrainer, Recipe.RetrainingPainter));
        }

        void Row(string name, Network row) =>
            output.WriteLine($"{name,-16}{row.AccuracyOn(TestSamples),10:P1}{row.AccuracyOn(MoreSamples),18:P2}");
    }
}
