using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Watches an AXI4-Lite bus and checks its protocol. Drives nothing.</summary>
/// <remarks>Rules: VALID_STABLE, PAYLOAD_STABLE and VALID_LOW_IN_RESET on all five channels, RESPONSE_AFTER_WRITE (an
/// answer comes after address and data of its write), DATA_AFTER_READ, EXOKAY_UNASKED (AXI4-Lite has no exclusive accesses), at the end
/// ALL_ANSWERED. A broken rule fails the simulation with a <see cref="ProtocolViolationException"/>. While <c>aresetn</c> is low, if there
/// is one, only VALID_LOW_IN_RESET counts. Source: Arm IHI 0022.</remarks>
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
    private long requests;

    /// <summary>Begins to watch.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="prefix">the prefix of the ports</param>
    public AxiLiteMonitor(Simulator simulator, Clock clock, string prefix)
    {
        this.clock = clock;
        ports = new AxiLitePorts(simulator.Dut, prefix);
        reset = new ResetWatch(ports.Reset);
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

    /// <summary>Waits a clock, to have seen what ends now, and checks that every access was answered.</summary>
    /// <exception cref="ProtocolViolationException">one was not</exception>
    public async SimTask Finish()
    {
        await clock.RisingEdge;
        var writes = Math.Max(addresses, data);
        if (writes + requests > 0)
            throw new ProtocolViolationException(ports.Name, "ALL_ANSWERED", $"{writes} writes and {requests} reads are open at the end");
    }

    private async SimTask Watch()
    {
        while (true)
        {
            await clock.RisingEdge;
            if (reset.IsActive())
            {
                Reset();
                continue;
            }

            // An answer may not even be offered before what it answers was taken at an earlier edge.
            if (ports.WriteResponse.Valid.IsHigh && Math.Min(addresses, data) == 0)
                throw new ProtocolViolationException(ports.Name, "RESPONSE_AFTER_WRITE",
                    $"{ports.WriteResponse.Valid.Name} is high though no write has had both its address and its data taken");
            if (ports.ReadData.Valid.IsHigh && requests == 0)
                throw new ProtocolViolationException(ports.Name, "DATA_AFTER_READ",
                    $"{ports.ReadData.Valid.Name} is high though no read is open");
            CheckResponse(ports.WriteResponse.Valid, ports.WriteResponse.Payload[0]);
            CheckResponse(ports.ReadData.Valid, ports.ReadData.Payload[1]);
            if (writeResponse.Check())
            {
                Writes++;
                addresses--;
                data--;
            }

            if (readData.Check())
            {
                Reads++;
                requests--;
            }

            if (writeAddress.Check())
                addresses++;
            if (writeData.Check())
                data++;
            if (readAddress.Check())
                requests++;
        }
    }

    private void CheckResponse(Signal valid, Signal response)
    {
        if (valid.IsHigh && response.Value == (ulong)AxiResponse.ExOkay)
            throw new ProtocolViolationException(ports.Name, "EXOKAY_UNASKED", $"{response.Name} is EXOKAY, which AXI4-Lite does not have");
    }

    private void Reset()
    {
        addresses = data = requests = 0;
        foreach (var checker in (ChannelChecker[])[writeAddress, writeData, writeResponse, readAddress, readData])
            checker.Reset(reset.HasSettled);
    }
}
