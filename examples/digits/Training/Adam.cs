namespace HwGen.Examples.Digits.Training;

/// <summary>The Adam optimizer over one array of parameters. Source: Kingma and Ba, arXiv:1412.6980.</summary>
public sealed class Adam(float[] parameters)
{
    private const float MeanMemory = 0.9f;
    private const float SquareMemory = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _mean = new float[parameters.Length];
    private readonly float[] _square = new float[parameters.Length];
    private float _meanWeight = 1;
    private float _squareWeight = 1;

    /// <summary>Moves the parameters one step against the gradient.</summary>
    public void Step(ReadOnlySpan<float> gradient, float rate)
    {
        _meanWeight *= MeanMemory;
        _squareWeight *= SquareMemory;
        var scale = rate / (1 - _meanWeight);
        var correction = 1 / (1 - _squareWeight);
        for (var i = 0; i < parameters.Length; i++)
        {
            _mean[i] = (MeanMemory * _mean[i]) + ((1 - MeanMemory) * gradient[i]);
            _square[i] = (SquareMemory * _square[i]) + ((1 - SquareMemory) * gradient[i] * gradient[i]);
            parameters[i] -= scale * _mean[i] / (MathF.Sqrt(_square[i] * correction) + Epsilon);
        }
    }
}
