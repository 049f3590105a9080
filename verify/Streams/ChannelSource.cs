using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>The end of a channel that offers: valid stays high until what is offered was taken.</summary>
/// <remarks>At each edge first <see cref="Take"/>, then <see cref="MayOffer"/> and, with the payload, <see cref="Offer"/>.</remarks>
internal sealed class ChannelSource
{
    private readonly AxiChannel channel;
    private readonly StallSequence idle;
    private bool offering;
    private bool isHigh;

    /// <summary>A source that offers nothing yet.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="bus">the bus's name</param>
    /// <param name="channel">the channel</param>
    /// <param name="idle">when it pauses before it offers</param>
    public ChannelSource(Simulator simulator, string bus, AxiChannel channel, StallPattern idle)
    {
        this.channel = channel;
        this.idle = idle.Begin(simulator.Random($"idle cycles of {bus} {channel.Name}"));
        channel.Valid.Deposit(0);
    }

    /// <summary>Whether nothing waits to be taken.</summary>
    public bool IsFree => !offering;

    /// <summary>Ends an offer that is taken at the coming edge.</summary>
    /// <returns>whether one is</returns>
    public bool Take()
    {
        if (!offering || !channel.Ready.IsHigh)
            return false;
        offering = false;
        return true;
    }

    /// <summary>Whether something may be offered after the coming edge. If not, and nothing waits to be taken, valid falls.</summary>
    /// <param name="hasItem">whether there is something to offer</param>
    public bool MayOffer(bool hasItem)
    {
        if (offering)
            return false;
        if (hasItem && !idle.Next())
            return true;
        Drive(false);
        return false;
    }

    /// <summary>Offers the payload that was written beside.</summary>
    public void Offer()
    {
        offering = true;
        Drive(true);
    }

    /// <summary>Offers nothing any more, as in reset.</summary>
    public void Reset()
    {
        offering = false;
        Drive(false);
    }

    private void Drive(bool valid)
    {
        if (valid != isHigh)
            channel.Valid.IsHigh = valid;
        isHigh = valid;
    }
}
