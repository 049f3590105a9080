using HwGen.Examples.Digits.Drawing;

namespace HwGen.Examples.Digits.Training;

/// <summary>Trains on drawings that are made for it, each of them seen once.</summary>
/// <param name="Steps">number of batches</param>
/// <param name="BatchSize">drawings per batch</param>
/// <param name="Rate">learning rate at the start; it falls linearly to zero</param>
public sealed record Trainer(int Steps, int BatchSize, float Rate)
{
    /// <summary>Trains <paramref name="network"/> in place; the same inputs give the same weights, bit for bit.</summary>
    /// <param name="afterStep">called with the number of the step and the mean loss of its batch; may change the weights</param>
    public void Train(Network network, Painter painter, Action<int, double> afterStep)
    {
        var gradient = new Gradient(network);
        Adam[] optimizers = [.. network.Layers.SelectMany(Parameters).Select(parameters => new Adam(parameters))];
        for (var step = 0; step < Steps; step++)
        {
            var loss = gradient.Compute(SampleSet.Draw(painter, step * BatchSize, BatchSize));
            foreach (var (optimizer, sums) in optimizers.Zip(gradient.Sums.SelectMany(Parameters)))
                optimizer.Step(sums, Rate * (Steps - step) / Steps);
            afterStep(step, loss);
        }
    }

    private static float[][] Parameters(Layer layer) => [layer.Weights, layer.Bias];
}
