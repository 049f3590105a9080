using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;
using HwGen.Pruner.Report;

namespace HwGen.Pruner;

/// <summary>From a bare weight matrix to images: prune by magnitude, quantize floats, encode. Its one layer gives raw int32 sums.</summary>
public sealed class MatrixPruner(ArrayConfiguration configuration)
{
    private const string Layer = "matrix";

    public PrunedNetwork Prune(WeightMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var structure = WeightStructures.For(configuration);
        var pruned = new MagnitudeMethod().Prune(new LayerProblem(matrix.Name, matrix.Weights, null, structure));
        var weights = matrix.IsInteger ? AsIntegers(pruned, matrix.Name) : SumRange.Quantize(pruned, configuration, matrix.Name);
        AccumulatorRange.Require(weights.Integers, -configuration.ActivationMinimum, configuration.AccumulatorBits, matrix.Name);
        var solution = new LayerSolution(weights, matrix.Bias, structure, RelativeError(matrix, weights));
        var images = new LayerImages(configuration, configuration.MTile, _ => weights.Scales);
        var network = images.Encode(Network(matrix, weights), new Dictionary<string, LayerSolution> { [Layer] = solution });
        return new PrunedNetwork(configuration, network, images.Images, new PruneReport
        {
            Network = matrix.Name,
            Configuration = configuration.Name,
            ConfigurationHash = $"{configuration.Hash:x8}",
            Method = "magnitude",
            CalibrationSamples = 0,
            Batch = configuration.MTile,
            Layers = images.Reports,
        });
    }

    private IntegerNetwork Network(WeightMatrix matrix, QuantizedWeights weights)
    {
        var (k, n) = (weights.Integers.Rows, weights.Integers.Columns);
        var layer = new LinearLayer
        {
            Name = Layer,
            Inputs = ["activation"],
            Output = "output",
            Shape = [n],
            K = k,
            N = n,
            RowsPerSample = 1,
            InputZeroPoint = 0,
            Raw = true,
            Requantize = new OutputQuantization(0, configuration.ActivationMinimum, configuration.ActivationMaximum),
            Kept = KeptCounts.PerTile(weights.Integers, configuration),
            Parameters = $"parameters/{Layer}.npz",
        };
        var plan = new Plan
        {
            Network = matrix.Name,
            Configuration = configuration.Name,
            ConfigurationHash = $"{configuration.Hash:x8}",
            Input = new PlanTensor("activation", [k], new TensorQuantization(1, 0, configuration.ActivationMinimum, configuration.ActivationMaximum)),
            Output = new PlanTensor("output", [n], new TensorQuantization(1, 0, int.MinValue, int.MaxValue)),
            Layers = [layer],
        };
        return new IntegerNetwork(plan, new Dictionary<string, GemmParameters> { [Layer] = new(weights.Integers, Channels(matrix, weights)) });
    }

    private static Requantization[] Channels(WeightMatrix matrix, QuantizedWeights weights)
    {
        var channels = new Requantization[matrix.Bias.Length];
        for (var n = 0; n < channels.Length; n++)
        {
            var bias = Math.Round(matrix.Bias[n] / weights.Scales[n], MidpointRounding.AwayFromZero);
            channels[n] = Math.Abs(bias) <= int.MaxValue / 2
                ? new Requantization((int)bias, 0, 0)
                : throw new InputException(matrix.Name, FormattableString.Invariant($"output channel {n}: bias {matrix.Bias[n]:g6} is {bias:f0} steps of the sum, must fit 31 bits"));
        }

        return channels;
    }

    private QuantizedWeights AsIntegers(Core.IO.Tensor<double> weights, string name)
    {
        var (low, high) = (configuration.WeightMinimum, configuration.WeightMaximum);
        var bad = Array.FindIndex(weights.Values, v => v < low || v > high);
        var n = weights.Shape[1];
        return bad < 0
            ? new QuantizedWeights(Matrix<int>.Adopt(weights.Shape[0], n, Array.ConvertAll(weights.Values, v => (int)v)), [.. Enumerable.Repeat(1.0, n)])
            : throw new InputException(name, $"weight[{bad / n},{bad % n}] is {weights.Values[bad]:f0}, must be {low} to {high} (numbers.weight_bits: {configuration.WeightBits})");
    }

    private static double RelativeError(WeightMatrix matrix, QuantizedWeights weights)
    {
        var real = weights.ToReal().Values;
        var power = matrix.Weights.Values.Sum(w => w * w);
        return power > 0 ? matrix.Weights.Values.Select((w, i) => (w - real[i]) * (w - real[i])).Sum() / power : 0;
    }
}
