using HwGen.Examples.Digits.Drawing;

namespace HwGen.Examples.Digits.Training;

/// <summary>Fully connected layers with ReLU between them; the last gives one score per class.</summary>
public sealed record Network(IReadOnlyList<Layer> Layers)
{
    /// <summary>A network with random weights (uniform, variance 2 / inputs; He et al., arXiv:1502.01852) and no bias.</summary>
    /// <param name="widths">inputs, then the outputs of every layer</param>
    public static Network Random(IReadOnlyList<int> widths, int seed) => new(
        [.. widths.Zip(widths.Skip(1)).Select((pair, i) => RandomLayer(pair.First, pair.Second, new RandomStream(seed, i)))]);

    /// <summary>The scores of one sample.</summary>
    public float[] Forward(ReadOnlySpan<float> input)
    {
        var values = input.ToArray();
        foreach (var layer in Layers)
        {
            if (layer != Layers[0])
                Rectify(values);
            var outputs = new float[layer.Outputs];
            layer.Forward(values, outputs);
            values = outputs;
        }

        return values;
    }

    /// <summary>The part of the samples, 0 to 1, whose label has the largest score.</summary>
    public double AccuracyOn(SampleSet samples)
    {
        var right = 0;
        for (var i = 0; i < samples.Count; i++)
        {
            if (SpanMath.Largest(Forward(samples.Input(i))) == samples.Labels[i])
                right++;
        }

        return (double)right / samples.Count;
    }

    /// <summary>ReLU, in place.</summary>
    public static void Rectify(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = Math.Max(values[i], 0);
    }

    private static Layer RandomLayer(int inputs, int outputs, RandomStream random)
    {
        var layer = Layer.Zeros(inputs, outputs);
        var bound = Math.Sqrt(6.0 / inputs);
        for (var i = 0; i < layer.Weights.Length; i++)
            layer.Weights[i] = (float)(bound * random.NextSigned());
        return layer;
    }
}
