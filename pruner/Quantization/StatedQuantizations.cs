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
        if (_network.Stated.TryGetValue(activation, out var stated))
            return stated;
        if (activation == _network.Output)
            return null;
        TensorQuantization?[] read = [.. _readers[activation].Select(reader => reader.KeepsScale ? Of(reader.Output) : null).Distinct()];
        return read.Length == 1 ? read[0] : null;
    }

    /// <summary>True if the array's activations have all integers that are stated.</summary>
    public static bool Fits(TensorQuantization stated, ArrayConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(stated);
        ArgumentNullException.ThrowIfNull(configuration);
        return stated.Low >= configuration.ActivationMinimum && stated.High <= configuration.ActivationMaximum;
    }
}
