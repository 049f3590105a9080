using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>An address channel, AW or AR.</summary>
public sealed class Axi4AddressPorts
{
    private static readonly string[] Attributes = ["lock", "cache", "prot", "qos", "region", "user"];

    private readonly int busBytes;
    private readonly Signal address;
    private readonly Signal? id;
    private readonly Signal? length;
    private readonly Signal? size;
    private readonly Signal? kind;
    private readonly Signal? exclusive;

    internal Axi4AddressPorts(PrefixedPorts ports, string channel, int busBytes)
    {
        this.busBytes = busBytes;
        address = ports[channel + "addr"];
        id = ports.Optional(channel + "id");
        length = ports.Optional(channel + "len");
        size = ports.Optional(channel + "size");
        kind = ports.Optional(channel + "burst");
        exclusive = ports.Optional(channel + "lock");
        Cache = ports.Optional(channel + "cache");
        Signal?[] payload = [address, id, length, size, kind, .. Attributes.Select(name => ports.Optional(channel + name))];
        Channel = new AxiChannel(channel.ToUpperInvariant(), ports[channel + "valid"], ports[channel + "ready"], [.. payload.OfType<Signal>()]);
    }

    /// <summary>Valid, ready and everything that must hold.</summary>
    public AxiChannel Channel { get; }

    /// <summary>The most beats of a burst: 1 where the bus has no AxLEN, as AXI4-Lite.</summary>
    public int MostBeats => length is null ? 1 : 1 << Math.Min(8, length.Width);

    /// <summary>Whether a burst may have narrower beats than the bus.</summary>
    public bool HasSize => size is not null;

    /// <summary>Whether a burst may be of another kind than INCR.</summary>
    public bool HasKind => kind is not null;

    /// <summary>Bits of the address.</summary>
    public int AddressWidth => address.Width;

    /// <summary>Bits of the id, 0 if there is none.</summary>
    public int IdWidth => id?.Width ?? 0;

    /// <summary>The request on the ports now. What the bus has no port for is as the standard has it: one beat, as wide as the bus, INCR.</summary>
    public Axi4Request Request => new(
        id?.Value ?? 0,
        new Axi4Burst(address.Value, (int)(length?.Value ?? 0) + 1, size is null ? busBytes : 1 << (int)size.Value, (BurstKind)(kind?.Value ?? 1)),
        exclusive is { } port && (port.Value & 1) != 0);

    /// <summary>AxCACHE, null if the bus has none.</summary>
    internal Signal? Cache { get; }

    internal void Drive(Axi4Request request)
    {
        address.Value = request.Burst.Address;
        id?.Value = request.Id;
        length?.Value = (ulong)request.Burst.Beats - 1;
        size?.Value = (ulong)request.Burst.Size;
        kind?.Value = (ulong)request.Burst.Kind;
    }
}
