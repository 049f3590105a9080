using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Checks an address channel: its handshake and each burst, when it is first offered.</summary>
/// <param name="bus">the bus's name</param>
/// <param name="ports">the channel</param>
/// <param name="busBytes">bytes of the data bus</param>
internal sealed class AddressChecker(string bus, Axi4AddressPorts ports, int busBytes)
{
    private readonly ChannelChecker channel = new(bus, ports.Channel);

    /// <summary>Checks the values just before an edge.</summary>
    /// <returns>whether a request is taken at this edge</returns>
    public bool Check()
    {
        var taken = channel.Check();
        if (!channel.IsNew)
            return taken;
        BurstRules.Check(bus, ports.Channel.Name, ports.Request.Burst, busBytes);
        if (ports.Cache is { } cache && (cache.Value & 0b0010) == 0 && (cache.Value & 0b1100) != 0)
            throw new ProtocolViolationException(
                bus, "CACHE_LEGAL", $"{cache.Name} is 0x{cache.Value:x}: what is not modifiable (bit 1) cannot be allocated (bits 3 and 2)");
        return taken;
    }

    /// <summary>Forgets what was offered, as after a reset.</summary>
    /// <param name="check">whether nothing may be offered</param>
    public void Reset(bool check) => channel.Reset(check);
}
