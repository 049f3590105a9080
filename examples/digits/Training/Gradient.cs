namespace HwGen.Examples.Digits.Training;

/// <summary>Adds up the gradient of the cross-entropy over the samples of a batch.</summary>
public sealed class Gradient
{
    private readonly Network _network;
    private readonly Layer[] _transposed;
    private readonly float[][] _values;
    private readonly float[][] _errors;

    /// <summary>Takes the network whose weights it will read; they may change between batches.</summary>
    public Gradient(Network network)
    {
        _network = network;
        Sums = [.. network.Layers.Select(layer => Layer.Zeros(layer.Inputs, layer.Outputs))];
        _transposed = [.. network.Layers.Select(layer => Layer.Zeros(layer.Outputs, layer.Inputs))];
        _values = [.. network.Layers.Select(layer => new float[layer.Inputs]), new float[network.Layers[^1].Outputs]];
        _errors = [.. _values.Select(values => new float[values.Length])];
    }

    /// <summary>The gradient, layer by layer, of the batch that was computed last.</summary>
    public IReadOnlyList<Layer> Sums { get; }

    /// <summary>Computes the mean loss of the samples and its gradient.</summary>
    public double Compute(SampleSet batch)
    {
        Prepare();
        var loss = 0.0;
        for (var i = 0; i < batch.Count; i++)
        {
            Forward(batch.Input(i));
            loss += Score(batch.Labels[i], 1f / batch.Count);
            Backward();
        }

        return loss / batch.Count;
    }

    private void Prepare()
    {
        for (var l = 0; l < Sums.Count; l++)
        {
            Array.Clear(Sums[l].Weights);
            Array.Clear(Sums[l].Bias);
            for (var k = 0; k < Sums[l].Inputs; k++)
            {
                for (var n = 0; n < Sums[l].Outputs; n++)
                    _transposed[l].Row(n)[k] = _network.Layers[l].Row(k)[n];
            }
        }
    }

    private void Forward(ReadOnlySpan<float> input)
    {
        input.CopyTo(_values[0]);
        for (var l = 0; l < Sums.Count; l++)
        {
            _network.Layers[l].Forward(_values[l], _values[l + 1]);
            if (l + 1 < Sums.Count)
                Network.Rectify(_values[l + 1]);
        }
    }

    // Softmax and cross-entropy; the error of a score is its probability, less one for the label.
    private double Score(int label, float share)
    {
        var scores = _values[^1];
        var largest = scores.Max();
        double[] powers = [.. scores.Select(score => Math.Exp(score - largest))];
        var sum = powers.Sum();
        for (var n = 0; n < scores.Length; n++)
            _errors[^1][n] = share * (float)((powers[n] / sum) - (n == label ? 1 : 0));
        return Math.Log(sum) - (scores[label] - largest);
    }

    private void Backward()
    {
        for (var l = Sums.Count - 1; l >= 0; l--)
        {
            var error = _errors[l + 1];
            SpanMath.AddScaled(Sums[l].Bias, 1, error);
            for (var k = 0; k < Sums[l].Inputs; k++)
                SpanMath.AddScaled(Sums[l].Row(k), _values[l][k], error);
            if (l > 0)
                PassBack(l, error);
        }
    }

    private void PassBack(int l, float[] error)
    {
        _transposed[l].Forward(error, _errors[l]);
        for (var k = 0; k < _errors[l].Length; k++)
        {
            if (_values[l][k] <= 0)
                _errors[l][k] = 0;
        }
    }
}
