using HwGen.Core.IO;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace HwGen.Pruner.Pruning;

/// <summary>The copies of the weights that <see cref="AlpsMethod"/> drives together. Inputs are scaled to power 1.</summary>
/// <remarks>With H = Q diag(l) Q': B = Q diag(1 / (l + penalty)) Q' (H W - V + penalty D), D = the best of the structure near B + V / penalty,
/// V += penalty (B - D). Q'V and Q'D are carried along, so that a round costs two products.</remarks>
internal sealed class AlpsRounds
{
    private readonly IWeightStructure _structure;
    private readonly Tensor<double> _start;
    private readonly Tensor<double> _vectors;
    private readonly Tensor<double> _transposed;
    private readonly double[] _values;
    private readonly double[] _turnedTarget;
    private readonly double[] _turnedDual;
    private readonly double[] _dual;
    private double[] _turnedPruned;
    private Tensor<double> _dense;
    private Tensor<double> _pruned;
    private bool[] _support;

    public AlpsRounds(LayerProblem problem)
    {
        var gram = problem.Gram ?? throw new InvalidOperationException("alps needs the statistics of samples");
        var k = problem.K;
        double[] norms = [.. Enumerable.Range(0, k).Select(i => Math.Sqrt(gram[(i * k) + i]))];
        var scaled = DenseMatrix.Create(k, k, (i, j) => gram[(i * k) + j] / (norms[i] * norms[j]));
        var factors = scaled.Evd(Symmetricity.Symmetric);
        _values = [.. factors.EigenValues.Select(v => Math.Max(0, v.Real))];
        _vectors = new Tensor<double>(factors.EigenVectors.ToRowMajorArray(), k, k);
        _transposed = new Tensor<double>(factors.EigenVectors.ToColumnMajorArray(), k, k);
        _structure = problem.Structure;
        _start = new Tensor<double>([.. problem.Weights.Values.Select((w, i) => w * norms[i / problem.N])], k, problem.N);
        _turnedTarget = Turn(_start);
        for (var i = 0; i < _turnedTarget.Length; i++)
            _turnedTarget[i] *= _values[i / problem.N];
        _dense = _start;
        _dual = new double[_start.Count];
        _turnedDual = new double[_start.Count];
        _pruned = Project(_start);
        _turnedPruned = Turn(_pruned);
        _support = SupportOf(_pruned);
    }

    public void Step(double penalty)
    {
        var n = _start.Shape[1];
        var turned = new Tensor<double>(_start.Shape);
        for (var i = 0; i < turned.Count; i++)
            turned.Values[i] = (_turnedTarget[i] - _turnedDual[i] + (penalty * _turnedPruned[i])) / (_values[i / n] + penalty);
        _dense = DoubleGemm.Multiply(_vectors, turned);
        _pruned = Project(new Tensor<double>([.. _dense.Values.Select((b, i) => b + (_dual[i] / penalty))], _start.Shape));
        for (var i = 0; i < _dual.Length; i++)
            _dual[i] += penalty * (_dense.Values[i] - _pruned.Values[i]);
        _turnedPruned = Turn(_pruned);
        for (var i = 0; i < _turnedDual.Length; i++)
            _turnedDual[i] += penalty * (turned.Values[i] - _turnedPruned[i]);
    }

    /// <summary>The share of the support that changed since the last call.</summary>
    public double TakeChange()
    {
        var now = SupportOf(_pruned);
        var changes = now.Where((keep, i) => keep != _support[i]).Count();
        var kept = Math.Max(1, _support.Count(keep => keep));
        _support = now;
        return (double)changes / kept;
    }

    public void Restart()
    {
        _pruned = Project(_start);
        _turnedPruned = Turn(_pruned);
        Array.Clear(_dual);
        Array.Clear(_turnedDual);
    }

    /// <summary>1 where the largest weights of the dense copy stand.</summary>
    public Tensor<double> Support() => new([.. Choose(_dense).Select(keep => keep ? 1.0 : 0)], _start.Shape);

    private double[] Turn(Tensor<double> weights) => DoubleGemm.Multiply(_transposed, weights).Values;

    private Tensor<double> Project(Tensor<double> weights)
    {
        var keep = Choose(weights);
        return new Tensor<double>([.. weights.Values.Select((w, i) => keep[i] ? w : 0)], weights.Shape);
    }

    private bool[] Choose(Tensor<double> weights) =>
        _structure.Choose(new Tensor<double>(Array.ConvertAll(weights.Values, w => w * w), weights.Shape));

    private static bool[] SupportOf(Tensor<double> weights) => Array.ConvertAll(weights.Values, w => w != 0);
}
