using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Checks one valid/ready channel: what is offered stays as it is until it is taken.</summary>
/// <param name="bus">the bus's name in messages</param>
/// <param name="channel">the channel</param>
internal sealed class ChannelChecker(string bus, AxiChannel channel)
{
    private readonly byte[][] offered = [.. channel.Payload.Select(signal => new byte[signal.Bytes.Length])];
    private bool waiting;

    /// <summary>Whether the values just checked are offered for the first time.</summary>
    public bool IsNew { get; private set; }

    /// <summary>Checks the values just before an edge.</summary>
    /// <returns>whether the payload is handed over at this edge</returns>
    public bool Check()
    {
        var valid = channel.Valid.IsHigh;
        IsNew = valid && !waiting;
        if (waiting)
        {
            if (!valid)
                throw new ProtocolViolationException(bus, "VALID_STABLE",
                    $"{channel.Valid.Name} fell before {channel.Ready.Name} took what it offered");
            for (var i = 0; i < offered.Length; i++)
                if (!channel.Payload[i].Bytes.SequenceEqual(offered[i]))
                    throw new ProtocolViolationException(bus, "PAYLOAD_STABLE",
                        $"{channel.Payload[i].Name} changed while {channel.Valid.Name} waited for {channel.Ready.Name}");
        }

        var taken = valid && channel.Ready.IsHigh;
        if (valid && !taken && !waiting)
            for (var i = 0; i < offered.Length; i++)
                channel.Payload[i].GetBytes(offered[i]);
        waiting = valid && !taken;
        return taken;
    }

    /// <summary>Forgets what was offered, as after a reset.</summary>
    /// <param name="check">whether nothing may be offered, as while reset is held</param>
    public void Reset(bool check)
    {
        waiting = false;
        if (check && channel.Valid.IsHigh)
            throw new ProtocolViolationException(bus, "VALID_LOW_IN_RESET", $"{channel.Valid.Name} is high during reset");
    }
}
