using HwGen.Core.IO;

namespace HwGen.Pruner.Graph.Passes;

/// <summary>Puts constants that channels are multiplied with or that are added to them into the layer before (batch normalization, MatMul + Add);
/// where there is none, they become a layer of their own: a convolution of one tap in as many groups as channels, or a diagonal matrix.</summary>
public static class ScaleFolding
{
    /// <param name="network">with shapes that fit</param>
    /// <param name="refuse">called with each operation that no layer can take, and why</param>
    public static NetworkGraph Apply(NetworkGraph network, Action<Operation, string> refuse)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(refuse);
        var shapes = network.Shapes();
        var operations = network.Operations.ToList();
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is not ChannelScale scale)
                continue;
            var shape = shapes[scale.Output];
            var before = operations.FindIndex(o => o.Output == scale.Inputs[0]);
            if (before >= 0 && operations[before] is GemmOperation { Bounds.AreNone: true } gemm && network.ReadersOf(gemm.Output) == 1 && IsChannel(scale, shape, gemm is Convolution ? 0 : shape.Length - 1))
            {
                operations[before] = Fold(gemm, scale);
                operations.RemoveAt(i--);
            }
            else if ((shape.Length == 3 && IsChannel(scale, shape, 0)) || (shape.Length == 2 && scale.Scale.Length > 1 && scale.Place(shape) == 0))
                operations[i] = Point(scale, shape);
            else if (shape.Length > 0 && IsChannel(scale, shape, shape.Length - 1))
                operations[i] = Diagonal(scale, shape[^1]);
            else
                refuse(scale, $"a constant along dimension {scale.Place(shape) + 1} of a sample of {Tensor<float>.Describe(shape)}, must be one number or one per channel");
        }

        return network with { Operations = operations };
    }

    private static bool IsChannel(ChannelScale scale, int[] shape, int place) => scale.Scale.Length == 1 || scale.Place(shape) == place;

    private static GemmOperation Fold(GemmOperation gemm, ChannelScale scale) => gemm with
    {
        Weights = new Tensor<float>([.. gemm.Weights.Values.Select((w, i) => w * At(scale.Scale, i % gemm.N))], gemm.Weights.Shape),
        Bias = [.. gemm.Bias.Select((b, n) => (b * At(scale.Scale, n)) + At(scale.Bias, n))],
        WeightScales = gemm.WeightScales?.Select((s, n) => s * Math.Abs((double)At(scale.Scale, n))).ToArray(),
        Output = scale.Output,
        Origin = gemm.Origin?.Then(n => At(scale.Scale, n), n => At(scale.Bias, n)),
    };

    private static Convolution Point(ChannelScale scale, int[] shape) => new(scale.Name, scale.Inputs[0], scale.Output)
    {
        Window = new WindowSpecification([1, 1]) { Dimensions = shape.Length - 1 },
        Channels = shape[0],
        Groups = shape[0],
        Weights = DiagonalOf(scale, shape[0]),
        Bias = [.. Enumerable.Range(0, shape[0]).Select(n => At(scale.Bias, n))],
    };

    private static Linear Diagonal(ChannelScale scale, int channels) => new(scale.Name, scale.Inputs[0], scale.Output)
    {
        Weights = DiagonalOf(scale, channels),
        Bias = [.. Enumerable.Range(0, channels).Select(n => At(scale.Bias, n))],
    };

    private static Tensor<float> DiagonalOf(ChannelScale scale, int channels)
    {
        var matrix = new Tensor<float>(channels, channels);
        for (var i = 0; i < channels; i++)
            matrix.Values[(i * channels) + i] = At(scale.Scale, i);
        return matrix;
    }

    private static float At(float[] values, int n) => values[values.Length == 1 ? 0 : n];
}
