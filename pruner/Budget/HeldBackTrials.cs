using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;

namespace HwGen.Pruner.Budget;

/// <summary>Prunes a network with some of the calibration samples and judges its integers on the others.</summary>
/// <remarks>Where the samples have labels the measure is top-1. Without labels it is the share of samples that the pruned network puts into
/// the class that the float network puts them into: accuracy cannot drop by more than what is missing.</remarks>
public sealed class HeldBackTrials
{
    private readonly ArrayConfiguration _configuration;
    private readonly PruneOptions _options;
    private readonly NetworkGraph _network;
    private readonly Arrangement _arrangement;
    private readonly SampleSplit _split;
    private readonly Tensor<float> _wanted;
    private readonly bool[] _isRight;
    private readonly IReadOnlyList<int> _classes;

    /// <param name="configuration">the array</param>
    /// <param name="options">how networks are pruned</param>
    /// <param name="network">float network</param>
    /// <param name="arrangement">order of its channels where N-tiles of a layer differ in density</param>
    /// <param name="split">samples</param>
    public HeldBackTrials(ArrayConfiguration configuration, PruneOptions options, NetworkGraph network, Arrangement arrangement, SampleSplit split)
    {
        (_configuration, _options, _network, _arrangement, _split) = (configuration, options, network, arrangement, split);
        _wanted = FloatInterpreter.Run(network, split.HeldBack.Inputs);
        _classes = split.HeldBack.Labels ?? Classification.Classes(_wanted);
        _isRight = Right(_wanted);
    }

    /// <summary>Top-1 or agreement of the float network, 0 to 1.</summary>
    public double Reference => _isRight.Count(right => right) / (double)_isRight.Length;

    /// <summary>Why a network cannot be judged by its classes; null if it can.</summary>
    public static string? Objection(NetworkGraph network)
    {
        var shape = network.Shapes()[network.Output];
        return Classification.Has(shape) ? null : $"the network's output is {Tensor<float>.Describe(shape)}, must be one number for each class";
    }

    public Trial Try(Allotment allotment)
    {
        var pruner = new NetworkPruner(_configuration, _options with { KeptOfLayer = allotment.Kept }) { Arrangement = allotment.IsByTile ? _arrangement : null };
        var integers = pruner.Quantize(_network, _split.Fitted);
        var found = IntegerExecutor.RunVectorized(integers, integers.Quantize(_split.HeldBack.Inputs));
        var right = Right(found);
        var (lost, won) = (0, 0);
        for (var i = 0; i < right.Length; i++)
            (lost, won) = (lost + (_isRight[i] && !right[i] ? 1 : 0), won + (right[i] && !_isRight[i] ? 1 : 0));
        var count = (double)right.Length;
        var variance = Math.Max(0, ((lost + won) / count) - Math.Pow((lost - won) / count, 2)) / count;
        return new Trial(right.Count(r => r) / count, 100 * (lost - won) / count, 100 * Math.Sqrt(variance), OutputError(integers, found));
    }

    private bool[] Right<T>(Tensor<T> outputs)
        where T : struct, System.Numerics.INumber<T> => [.. Classification.Classes(outputs).Zip(_classes, (found, wanted) => found == wanted)];

    private double OutputError(IntegerNetwork integers, Tensor<int> found)
    {
        var (error, power) = (0.0, 0.0);
        for (var i = 0; i < found.Count; i++)
        {
            double wanted = _wanted.Values[i];
            var difference = integers.Plan.Output.Quantization.Dequantize(found.Values[i]) - wanted;
            (error, power) = (error + (difference * difference), power + (wanted * wanted));
        }

        return power > 0 ? error / power : 0;
    }
}
