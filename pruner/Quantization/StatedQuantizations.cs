using HwGen.Core.Configuration;
using HwGen.Core.Network;
using HwGen.Pruner.Graph;

namespace HwGen.Pruner.Quantization;

/// <summary>What the file of a network says its activations' integers stand for (QDQ), for each activation whose scale is not that of another.</summary>
/// <remarks>An activation takes the scale that is stated for it, or for what reads it and only moves or cuts off numbers, where all its readers agree.</remarks>
public sealed class StatedQuantizations
{
    private readonly NetworkGraph _network;
    private readonly ILookup<string, Operation> _readers;

    public StatedQuantizations(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        _network = network;
        _readers = network.Operations.SelectMany(o => o.Inputs.Distinct().Select(i => (Input: i, Operation: o))).ToLookup(p => p.Input, p => p.Operation, StringComparer.Ordinal);
    }

    /// <summary>Activations that have a scale of their own; the raw sums of a last layer have none that could be chosen.</summary>
    public IEnumerable<string> Activations =>
        _network.Operations.Where(o => !o.KeepsScale && !(o.Output == _network.Output && o is Linear { Bounds.AreNone: true })).Select(o => o.Output).Prepend(_network.Input);

    /// <summary>What is stated for an activation; null if nothing is, or if its readers are told different things.</summary>
    public TensorQuantization? Of(string activation)
    {
        TensorQuantization?[] read = activation == _network.Output ? [] : [.. _readers[activation].Select(reader => reader.KeepsScale ? Of(reader.Output) : null).Distinct()];
        var behind = read.Length == 1 ? read[0] : null;

        // A Clip behind a QuantizeLinear leaves fewer of its integers.
        return _network.Stated.TryGetValue(activation, out var stated) && behind?.Scale != stated.Scale ? stated : behind;
    }

    /// <summary>True if the array's activations have all integers that are stated.</summary>
    public static bool Fits(TensorQuantization stated, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(configuration);
        int[] used = [stated.Low, stated.ZeroPoint, stated.High];
        return used.All(i => i >= configuration.ActivationMinimum && i <= configuration.ActivationMaximum);
    }
}
