using HwGen.Examples.Digits;
using HwGen.Examples.Digits.Drawing;
using HwGen.Examples.Digits.Training;

namespace HwGen.Tests.Unit.Examples;

public sealed class TrainingTests
{
    private static readonly Painter Painter = new(new Hand(), 11);

    private static readonly int[] Widths = [Painter.Pixels, 13, 9, Glyphs.Classes];

    [Fact]
    public void The_gradient_is_the_slope_of_the_loss()
    {
        var network = Network.Random(Widths, 5);
        var batch = SampleSet.Draw(Painter, 0, 10);
        var gradient = new Gradient(network);
        gradient.Compute(batch);
        (float[] Parameters, float[] Slopes)[] pairs =
        [
            .. network.Layers.Zip(gradient.Sums, (layer, sum) => (layer.Weights, (float[])[.. sum.Weights])),
            .. network.Layers.Zip(gradient.Sums, (layer, sum) => (layer.Bias, (float[])[.. sum.Bias])),
        ];

        foreach (var (parameters, slopes) in pairs)
        {
            var steepest = Enumerable.Range(0, slopes.Length).MaxBy(i => Math.Abs(slopes[i]));
            Assert.Equal(Slope(network, batch, parameters, steepest), slopes[steepest], Math.Abs(0.02 * slopes[steepest]));
        }
    }

    [Fact]
    public void A_short_training_lowers_the_loss_and_repeats_to_the_bit()
    {
        var (first, losses) = TrainShortly();
        var (second, _) = TrainShortly();

        Assert.True(losses[^20..].Average() < 0.5 * losses[..20].Average(), $"loss from {losses[..20].Average()} to {losses[^20..].Average()}");
        Assert.All(first.Layers.Zip(second.Layers), pair =>
        {
            Assert.Equal(pair.First.Weights, pair.Second.Weights);
            Assert.Equal(pair.First.Bias, pair.Second.Bias);
        });
    }

    [Fact]
    public void Pruning_keeps_the_largest_weights_of_each_block_and_the_first_on_a_tie()
    {
        // One output: a column of eight weights, two blocks of four.
        var network = new Network([new Layer(8, 1, [1, -3, 2, 0, 5, -5, 5, 1], [7])]);

        var pruned = MagnitudePruner.Prune(network, kept: 2, block: 4).Layers[0];

        Assert.Equal([0, -3, 2, 0, 5, -5, 0, 0], pruned.Weights);
        Assert.Equal([7], pruned.Bias);
    }

    [Fact]
    public void Retraining_leaves_the_pruned_network_alone_and_its_zeros_zero()
    {
        var pruned = MagnitudePruner.Prune(Network.Random(Widths, 5), kept: 2, block: 8);
        float[] before = [.. pruned.Layers[0].Weights];

        var retrained = Retraining.Retrain(pruned, new Trainer(Steps: 3, BatchSize: 10, Rate: 1e-2f), Painter);

        Assert.Equal(before, pruned.Layers[0].Weights);
        Assert.NotEqual(before, retrained.Layers[0].Weights);
        Assert.All(before.Zip(retrained.Layers[0].Weights).Where(pair => pair.First == 0), pair => Assert.Equal(0, pair.Second));
    }

    private static (Network Network, double[] Losses) TrainShortly()
    {
        var network = Network.Random(Widths, 5);
        var losses = new List<double>();
        new Trainer(Steps: 200, BatchSize: 20, Rate: 5e-3f).Train(network, Painter, (_, loss) => losses.Add(loss));
        return (network, [.. losses]);
    }

    private static double Slope(Network network, SampleSet batch, float[] parameters, int place)
    {
        const float step = 1e-3f;
        var value = parameters[place];
        parameters[place] = value + step;
        var above = new Gradient(network).Compute(batch);
        parameters[place] = value - step;
        var below = new Gradient(network).Compute(batch);
        parameters[place] = value;
        return (above - below) / (2 * step);
    }
}
