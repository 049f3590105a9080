using HwGen.Core.Configuration;
using HwGen.Core.Golden;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Quantization;

/// <summary>Makes an integer network of a float network, its solved layers and the ranges of its activations.</summary>
public sealed class Lowering
{
    private readonly ArrayConfiguration _configuration;
    private readonly NetworkGraph _network;
    private readonly ActivationRanges _ranges;
    private readonly IReadOnlyDictionary<string, LayerSolution> _solutions;
    private readonly IReadOnlyDictionary<string, int[]> _shapes;
    private readonly Dictionary<string, GemmParameters> _parameters = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChannelNumbers> _numbers = new(StringComparer.Ordinal);
    private readonly FileNames _files = new();

    /// <param name="configuration">the array</param>
    /// <param name="network">float network</param>
    /// <param name="solutions">of each GEMM operation, by name</param>
    /// <param name="ranges">of each activation in the pruned network</param>
    public Lowering(ArrayConfiguration configuration, NetworkGraph network, IReadOnlyDictionary<string, LayerSolution> solutions, ActivationRanges ranges)
    {
        ArgumentNullException.ThrowIfNull(network);
        (_configuration, _network, _solutions, _ranges) = (configuration, network, solutions, ranges);
        _shapes = network.Shapes();
    }

    public IntegerNetwork Run(SampleFormat? samples)
    {
        PlanLayer[] layers = [.. IdleClamps.Remove(_network.Operations.SelectMany(o => o.Lower(this)), _network.Output, QuantizationOf)];
        var plan = new Plan
        {
            Network = _network.Name,
            Configuration = _configuration.Name,
            ConfigurationHash = $"{_configuration.Hash:x8}",
            Input = new PlanTensor(_network.Input, _network.InputShape, QuantizationOf(_network.Input)),
            Samples = samples,
            Output = new PlanTensor(_network.Output, ShapeOf(_network.Output), OutputQuantization()),
            Layers = layers,
        };
        return new IntegerNetwork(plan, _parameters);
    }

    /// <summary>Scales of the integer weights of a layer, after <see cref="Run"/>.</summary>
    public double[] WeightScalesOf(string layer) => _numbers[layer].Weights.Scales;

    public int[] ShapeOf(string activation) => _shapes[activation];

    /// <summary>What an activation's integers stand for.</summary>
    public TensorQuantization QuantizationOf(string activation) =>
        _network.Operations.FirstOrDefault(o => o.Output == activation) is { KeepsScale: true } keeper
            ? QuantizationOf(keeper.Inputs[0])
            : _ranges.Quantization(activation, _configuration);

    /// <summary>Zero point and clamp of an operation's output, its activation function included.</summary>
    public OutputQuantization OutputOf(Operation operation, Bounds bounds)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var output = QuantizationOf(operation.Output);
        return new OutputQuantization(
            output.ZeroPoint,
            float.IsNegativeInfinity(bounds.Low) ? output.Low : output.Quantize(bounds.Low),
            float.IsPositiveInfinity(bounds.High) ? output.High : output.Quantize(bounds.High));
    }

    /// <summary>Adds to a layer what all GEMM layers have, and computes its numbers.</summary>
    public GemmLayer Complete(GemmOperation operation, GemmLayer layer)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var input = QuantizationOf(operation.Inputs[0]);
        var isRaw = operation is Linear && operation.Output == _network.Output && operation.Bounds.AreNone;
        var parameters = NumbersOf(operation).Compute(isRaw ? null : QuantizationOf(operation.Output));
        AccumulatorRange.Require(parameters.Weights, -_configuration.ActivationMinimum, _configuration.AccumulatorBits, $"layer '{operation.Name}'");
        _parameters[operation.Name] = parameters;
        return layer with
        {
            InputZeroPoint = input.ZeroPoint,
            Raw = isRaw,
            Requantize = isRaw ? new OutputQuantization(0, _configuration.ActivationMinimum, _configuration.ActivationMaximum) : OutputOf(operation, operation.Bounds),
            Kept = KeptCounts.PerTile(parameters.Weights, _configuration),
            Parameters = $"parameters/{_files.Of(operation.Name)}.npz",
        };
    }

    /// <summary>Brings the raw sums of the last layer to one scale.</summary>
    public RescaleLayer Rescale(GemmOperation operation, string sums)
    {
        ArgumentNullException.ThrowIfNull(operation);
        var common = CommonScale(operation);
        Requantization[] channels = [.. NumbersOf(operation).SumScales.Select(s => Requantization.FromScale(0, s / common))];
        return new RescaleLayer
        {
            Name = $"{operation.Name}.rescale",
            Inputs = [sums],
            Output = operation.Output,
            Shape = ShapeOf(operation.Output),
            Multipliers = [.. channels.Select(c => c.Multiplier)],
            Shifts = [.. channels.Select(c => c.Shift)],
        };
    }

    private TensorQuantization OutputQuantization() =>
        _network.Operations.FirstOrDefault(o => o.Output == _network.Output) is Linear { Bounds.AreNone: true } last
            ? new TensorQuantization(CommonScale(last), 0, int.MinValue, int.MaxValue)
            : QuantizationOf(_network.Output);

    private double CommonScale(GemmOperation operation) => NumbersOf(operation).SumScales.Max();

    private ChannelNumbers NumbersOf(GemmOperation operation)
    {
        if (!_numbers.TryGetValue(operation.Name, out var numbers))
        {
            var solution = _solutions[operation.Name];
            _numbers[operation.Name] = numbers = new ChannelNumbers(solution.Weights, solution.Bias, QuantizationOf(operation.Inputs[0]));
        }

        return numbers;
    }
}
