namespace HwGen.Examples.Digits.Training;

/// <summary>A fully connected layer: <c>output[n] = bias[n] + sum over k of input[k] * weight[k,n]</c>.</summary>
/// <param name="Inputs">K</param>
/// <param name="Outputs">N</param>
/// <param name="Weights">[Inputs x Outputs], row by row</param>
/// <param name="Bias">[Outputs]</param>
public sealed record Layer(int Inputs, int Outputs, float[] Weights, float[] Bias)
{
    /// <summary>A layer of zeros: gradients and moments have the shape of what they belong to.</summary>
    public static Layer Zeros(int inputs, int outputs) => new(inputs, outputs, new float[inputs * outputs], new float[outputs]);

    /// <summary>The weights of input <paramref name="k"/> to every output.</summary>
    public Span<float> Row(int k) => Weights.AsSpan(k * Outputs, Outputs);

    /// <summary>Computes the outputs of one sample, before the activation function.</summary>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        Bias.CopyTo(output);
        for (var k = 0; k < Inputs; k++)
            SpanMath.AddScaled(output, input[k], Row(k));
    }
}
