using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Numerics;

namespace HwGen.Pruner.Pruning;

/// <summary>Finds the weights of a layer that give what is wanted behind its activation function.</summary>
/// <remarks>The method prunes for the wanted outputs before the function; then, in turn, the aim is moved to where the function cuts off,
/// and weights and support follow. Source: Zhang et al., arXiv:1505.06798, there with another solver.</remarks>
internal sealed class LayerFit
{
    private const int Rounds = 3;

    private const double LeastVariance = 1e-10;

    private readonly IPruningMethod _method;
    private readonly IWeightStructure _structure;
    private readonly LayerSamples _samples;
    private readonly LayerStatistics _statistics;
    private readonly double[] _gram;
    private readonly double _damping;
    private readonly Lazy<CholeskyFactor> _factor;

    public LayerFit(IPruningMethod method, IWeightStructure structure, LayerSamples samples)
    {
        (_method, _structure, _samples) = (method, structure, samples);
        _statistics = LayerStatistics.Of(samples);
        _damping = _statistics.Damping;
        var k = _statistics.Mean.Length;
        _gram = [.. _statistics.Gram];
        for (var i = 0; i < k; i++)
            _gram[(i * k) + i] += _damping;
        _factor = new(() => CholeskyFactor.Of(_gram, k));
    }

    /// <param name="name">of the layer</param>
    /// <param name="dense">weights K x N</param>
    public Tensor<double> Solve(string name, Tensor<double> dense)
    {
        var aim = _statistics.Aim;
        var problem = new LayerProblem(name, dense, _gram, _structure);
        if (!_method.NeedsStatistics)
            return CorrectVariance(_structure.IsDense ? dense : _method.Prune(problem with { Gram = null }), aim);
        problem = problem with { Weights = Target(dense, aim) };
        var weights = _structure.IsDense ? problem.Weights : _method.Prune(problem);
        var canFollow = !_samples.Bounds.AreNone && (_structure.IsDense || _method.Improves);
        for (var round = 0; round < Rounds && canFollow; round++)
        {
            aim = Aim(weights, aim.Bias(weights, _statistics.Mean));
            problem = problem with { Weights = Target(dense, aim) };
            weights = _structure.IsDense ? problem.Weights : _method.Improve(problem, weights);
        }

        return CorrectVariance(weights, aim);
    }

    /// <summary>The bias for the rounded weights, and the error as <see cref="Quantization.LayerSolution"/> states it.</summary>
    public (double[] Bias, double Error) Finish(Tensor<double> real)
    {
        var bias = _statistics.Aim.Bias(real, _statistics.Mean);
        for (var round = 0; round < Rounds && _method.NeedsStatistics && !_samples.Bounds.AreNone; round++)
            bias = Aim(real, bias).Bias(real, _statistics.Mean);
        return (bias, Error(_samples.Outputs(real, bias)));
    }

    private AimStatistics Aim(Tensor<double> weights, double[] bias) =>
        AimStatistics.Of(_samples.Rows, _statistics.Mean, _samples.Aim(_samples.Outputs(weights, bias)));

    // (H + lambda) W* = X'T + lambda W, an input that never changes being left out: it must not take a place.
    private Tensor<double> Target(Tensor<double> dense, AimStatistics aim)
    {
        var (k, n) = (dense.Shape[0], dense.Shape[1]);
        var right = new Tensor<double>(k, n);
        for (var i = 0; i < right.Count; i++)
            right.Values[i] = aim.Cross.Values[i] + (_damping * dense.Values[i]);
        var target = _factor.Value.Solve(right);
        for (var i = 0; i < k; i++)
            if (_statistics.Gram[(i * k) + i] <= 1e-9 * _damping)
                target.Values.AsSpan(i * n, n).Clear();
        return target;
    }

    private Tensor<double> CorrectVariance(Tensor<double> weights, AimStatistics aim)
    {
        var found = LeastSquares.Powers(_statistics.Gram, weights);
        double[] factors = [.. found.Select((f, j) => f < LeastVariance ? 1 : Math.Clamp(Math.Sqrt(aim.Variance[j] / f), 0.25, 4))];
        return new Tensor<double>([.. weights.Values.Select((v, i) => v * factors[i % factors.Length])], weights.Shape);
    }

    private double Error(Tensor<float> outputs)
    {
        var means = LayerStatistics.Means(_samples.Wanted);
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < outputs.Count; i++)
        {
            var (wanted, found) = (_samples.Wanted.Values[i], outputs.Values[i] + (_samples.Beside?.Values[i] ?? 0));
            double difference = _samples.Bounds.Apply(wanted) - _samples.Bounds.Apply(found);
            var deviation = wanted - means[i % means.Length];
            (error, power) = (error + (difference * difference), power + (deviation * deviation));
        }

        return power > 0 ? error / power : 0;
    }
}
