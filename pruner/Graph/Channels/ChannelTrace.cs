using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Pruner.Graph.Channels;

/// <summary>Where the output channels of each layer go, and which of them may change their order.</summary>
/// <remarks>What is added or multiplied must have one order, what goes through a depthwise layer or a pool keeps it. The network's input and output
/// keep theirs, and so does whatever meets an operation that is not known here or that mixes channels.</remarks>
/// <param name="Sets">channels that may change places with others of the same set</param>
/// <param name="Layers">of each layer, by name</param>
public sealed record ChannelTrace(IReadOnlyList<ChannelSet> Sets, IReadOnlyDictionary<string, LayerChannels> Layers)
{
    public static ChannelTrace Of(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var ties = new ChannelTies();
        var maps = new Dictionary<string, ChannelMap>(StringComparer.Ordinal) { [network.Input] = ChannelMap.Unknown(network.InputShape) };
        var layers = new Dictionary<string, LayerChannels>(StringComparer.Ordinal);
        foreach (var operation in network.Operations)
        {
            ChannelMap[] inputs = [.. operation.Inputs.Select(i => maps[i])];
            var shape = operation.InferShape([.. inputs.Select(i => i.Labels.Shape[1..])]);
            if (operation is GemmOperation gemm)
                (maps[gemm.Output], layers[gemm.Name]) = Layer(gemm, inputs[0].Labels, shape, ties);
            else
                maps[operation.Output] = Through(operation, inputs, shape, ties);
        }

        ties.Settle(maps[network.Output].Labels.Values);
        return new ChannelTrace(ties.Free(), layers.ToDictionary(l => l.Key, l => new LayerChannels(ties.Resolve(l.Value.K), ties.Resolve(l.Value.N)), StringComparer.Ordinal));
    }

    private static ChannelMap Through(Operation operation, ChannelMap[] inputs, int[] shape, ChannelTies ties)
    {
        var labels = inputs[0].Labels;
        switch (operation)
        {
            case Reshape or Transposition or Concatenation or Padding or Selection:
                var moved = new ChannelMap(operation.Evaluate([.. inputs.Select(i => i.Labels)]), operation.Evaluate([.. inputs.Select(i => i.Places)]));
                ties.RequireEven(moved);
                return moved;
            case Clamp or Function or LeakyRelu:
                return inputs[0];
            case MaxPool or AveragePool:
            case Mean mean when labels.Rank == 4 && SampleAxes.Resolve(mean.Axes, 3).Order().SequenceEqual([1, 2]):
                return ChannelMap.Images(ties.Common(labels.Values, labels.Shape[1], areLast: false), shape);
            case Addition or Product:
                ChannelMap[] spread = [.. inputs.Select(i => new ChannelMap(Tensors.Spread(i.Labels, shape), Tensors.Spread(i.Places, shape)))];
                foreach (var summand in spread)
                    ties.RequireEven(summand);
                return spread[0] with { Labels = new Tensor<float>(ties.Tie(spread[0].Labels.Values, spread[1].Labels.Values), [1, .. shape]) };
            default:
                foreach (var input in inputs)
                    ties.Settle(input.Labels.Values);
                return ChannelMap.Unknown(shape);
        }
    }

    private static (ChannelMap Output, LayerChannels Channels) Layer(GemmOperation gemm, Tensor<float> input, int[] shape, ChannelTies ties)
    {
        var convolution = gemm as Convolution;
        var read = ties.Common(input.Values, convolution?.Channels ?? gemm.K, areLast: convolution is null);
        var given = Given(gemm, read, ties);
        var labels = new LayerChannels([.. Enumerable.Range(0, gemm.K).Select(k => (int)read[k % read.Length])], Array.ConvertAll(given, label => (int)label));
        return (convolution is null ? ChannelMap.Rows(given, shape) : ChannelMap.Images(given, shape), labels);
    }

    // A depthwise layer hands its channels on; other groups would have to move as a whole.
    private static float[] Given(GemmOperation gemm, float[] read, ChannelTies ties)
    {
        if (!gemm.IsInGroups)
            return ties.Add(gemm.N);
        if (gemm is Convolution depthwise && depthwise.Groups == depthwise.Channels && gemm.N == depthwise.Channels)
            return read;
        ties.Settle(read);
        return new float[gemm.N];
    }
}
