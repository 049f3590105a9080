using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>A channel with valid, ready and a payload.</summary>
/// <param name="name">its name in messages</param>
/// <param name="valid">high while the payload is offered</param>
/// <param name="ready">high while it would be taken</param>
/// <param name="payload">what is offered</param>
public sealed class AxiChannel(string name, Signal valid, Signal ready, params Signal[] payload)
{
    /// <summary>Its name in messages.</summary>
    public string Name => name;

    /// <summary>High while the payload is offered.</summary>
    public Signal Valid => valid;

    /// <summary>High while it would be taken.</summary>
    public Signal Ready => ready;

    /// <summary>What is offered.</summary>
    public IReadOnlyList<Signal> Payload => payload;

    /// <summary>Whether the payload is handed over at the coming edge.</summary>
    public bool IsTransfer => valid.IsHigh && ready.IsHigh;
}
