using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The end of a channel that takes.</summary>
/// <remarks>At each edge first <see cref="IsTaken"/>, then <see cref="Prepare"/> for the next.</remarks>
internal sealed class ChannelSink
{
    private readonly AxiChannel channel;
    private readonly StallSequence backpressure;
    private bool isHigh;

    /// <summary>A sink that takes nothing yet.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="bus">the bus's name</param>
    /// <param name="channel">the channel</param>
    /// <param name="backpressure">when it takes nothing</param>
    public ChannelSink(Simulator simulator, string bus, AxiChannel channel, StallPattern backpressure)
    {
        this.channel = channel;
        this.backpressure = backpressure.Begin(simulator.Random($"backpressure of {bus} {channel.Name}"));
        channel.Ready.Deposit(0);
    }

    /// <summary>Whether the payload is taken at the coming edge.</summary>
    public bool IsTaken => isHigh && channel.Valid.IsHigh;

    /// <summary>Raises or lowers ready after the coming edge.</summary>
    /// <param name="hasRoom">whether something could be taken</param>
    public void Prepare(bool hasRoom)
    {
        var wanted = hasRoom && !backpressure.Next();
        if (wanted != isHigh)
            channel.Ready.IsHigh = wanted;
        isHigh = wanted;
    }
}
