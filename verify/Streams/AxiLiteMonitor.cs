using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Watches an AXI4-Lite bus and checks its protocol.</summary>
/// <remarks>Rules: VALID_STABLE and PAYLOAD_STABLE on all five channels, VALID_LOW_IN_RESET, RESPONSE_AFTER_WRITE (an
/// answer comes after address and data of its write), DATA_AFTER_READ. A broken rule fails the simulation with a
/// <see cref="ProtocolViolationException"/>. While <c>aresetn</c> is low, if there is one, only that rule counts. Source: Arm IHI 0022.</remarks>
public sealed class AxiLiteMonitor
{
    private readonly Clock clock;
    private readonly AxiLitePorts ports;
    private readonly ResetWatch reset;
    private readonly ChannelChecker writeAddress;
    private readonly ChannelChecker writeData;
    private readonly ChannelChecker writeResponse;
    private readonly ChannelChecker readAddress;
    private readonly ChannelChecker readData;
    private long addresses;
    private long data;

    /// <summary>Begins to watch.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="prefix">the prefix of the ports</param>
    public AxiLiteMonitor(Simulator simulator, Clock clock, string prefix)
    {
        this.clock = clock;
        ports = new AxiLitePorts(simulator.Dut, prefix);
        reset = new ResetWatch(simulator.Dut.Has("aresetn") ? simulator.Dut["aresetn"] : null);
        writeAddress = new ChannelChecker(prefix, ports.WriteAddress);
        writeData = new ChannelChecker(prefix, ports.WriteData);
        writeResponse = new ChannelChecker(prefix, ports.WriteResponse);
        readAddress = new ChannelChecker(prefix, ports.ReadAddress);
        readData = new ChannelChecker(prefix, ports.ReadData);
        simulator.Start($"monitor {prefix}", Watch);
    }

    /// <summary>Writes that were answered.</summary>
    public long Writes { get; private set; }

    /// <summary>Reads that were answered.</summary>
    public long Reads { get; private set; }

    private async SimTask Watch()
    {
        long reads = 0;
        while (true)
        {
            await clock.RisingEdge;
            if (reset.IsActive())
            {
                Reset();
                reads = 0;
                continue;
            }

            // An answer may not even be offered before what it answers was taken at an earlier edge.
            if (ports.WriteResponse.Valid.IsHigh && Math.Min(addresses, data) == 0)
                throw new ProtocolViolationException(ports.Name, "RESPONSE_AFTER_WRITE",
                    $"{ports.WriteResponse.Valid.Name} is high though no write has had both its address and its data taken");
            if (ports.ReadData.Valid.IsHigh && reads == 0)
                throw new ProtocolViolationException(ports.Name, "DATA_AFTER_READ",
                    $"{ports.ReadData.Valid.Name} is high though no read is open");
            if (writeResponse.Check())
            {
                Writes++;
                addresses--;
                data--;
            }

            if (readData.Check())
            {
                Reads++;
                reads--;
            }

            if (writeAddress.Check())
                addresses++;
            if (writeData.Check())
                data++;
            if (readAddress.Check())
                reads++;
        }
    }

    private void Reset()
    {
        addresses = data = 0;
        foreach (var checker in (ChannelChecker[])[writeAddress, writeData, writeResponse, readAddress, readData])
            checker.Reset();
        if (!reset.HasSettled)
            return;
        writeResponse.CheckReset();
        readData.CheckReset();
    }
}
