using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Reads and writes registers behind an AXI4-Lite slave of the design.</summary>
/// <remarks>With gaps, address and data of a write come in either order and answers are taken late, as the pattern
/// has it. Accesses of several tasks follow each other; reads and writes overlap.</remarks>
public sealed class AxiLiteMaster
{
    private readonly AxiLitePorts ports;
    private readonly Clock clock;
    private readonly StallSequence gaps;
    private readonly SimLock writing;
    private readonly SimLock reading;

    /// <summary>A master that drives nothing yet.</summary>
    /// <param name="simulator">the simulation</param>
    /// <param name="clock">the bus's clock</param>
    /// <param name="prefix">the prefix of the ports</param>
    /// <param name="gaps">when a channel pauses; never if null</param>
    public AxiLiteMaster(Simulator simulator, Clock clock, string prefix, StallPattern? gaps = null)
    {
        this.clock = clock;
        ports = new AxiLitePorts(simulator.Dut, prefix);
        this.gaps = (gaps ?? StallPattern.Never).Begin(simulator.Random("gaps of " + prefix));
        writing = new SimLock(simulator, $"writes on {prefix}");
        reading = new SimLock(simulator, $"reads on {prefix}");
        ports.WriteAddress.Valid.Deposit(0);
        ports.WriteData.Valid.Deposit(0);
        ports.WriteResponse.Ready.Deposit(0);
        ports.ReadAddress.Valid.Deposit(0);
        ports.ReadData.Ready.Deposit(0);
    }

    /// <summary>Clocks after which an access is given up.</summary>
    public int TimeoutCycles { get; init; } = 1000;

    /// <summary>Writes a register, all bytes of it.</summary>
    /// <exception cref="AxiResponseException">the answer is an error</exception>
    /// <exception cref="TimeoutException">a channel was not served in time; the message names it</exception>
    public SimTask Write(ulong address, ulong data) => Write(address, data, (1UL << (ports.WriteData.Payload[0].Width / 8)) - 1);

    /// <summary>Writes some bytes of a register.</summary>
    /// <param name="address">the register's address</param>
    /// <param name="data">the word</param>
    /// <param name="strobe">a bit for each byte to write</param>
    public async SimTask Write(ulong address, ulong data, ulong strobe)
    {
        await writing.Acquire();
        try
        {
            var addressPhase = new Handshake(ports.WriteAddress);
            var dataPhase = new Handshake(ports.WriteData);
            var response = new Handshake(ports.WriteResponse);
            for (var cycle = 0; !response.IsDone; cycle++)
            {
                if (cycle > TimeoutCycles)
                    throw TimedOut($"write to 0x{address:x}", addressPhase, dataPhase, response);
                if (addressPhase.MayBegin && !gaps.Next())
                    addressPhase.Offer(address);
                if (dataPhase.MayBegin && !gaps.Next())
                    dataPhase.Offer(data, strobe);
                if (response.MayBegin && !gaps.Next())
                    response.Accept();
                await clock.RisingEdge;
                addressPhase.FinishOffer();
                dataPhase.FinishOffer();
                response.FinishAccept();
            }

            Check($"write to 0x{address:x}", ports.WriteResponse.Payload[0].Value);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Reads a register.</summary>
    /// <exception cref="AxiResponseException">the answer is an error</exception>
    /// <exception cref="TimeoutException">a channel was not served in time; the message names it</exception>
    public async SimTask<ulong> Read(ulong address)
    {
        await reading.Acquire();
        try
        {
            var request = new Handshake(ports.ReadAddress);
            var answer = new Handshake(ports.ReadData);
            for (var cycle = 0; !answer.IsDone; cycle++)
            {
                if (cycle > TimeoutCycles)
                    throw TimedOut($"read of 0x{address:x}", request, answer);
                if (request.MayBegin && !gaps.Next())
                    request.Offer(address);
                if (answer.MayBegin && !gaps.Next())
                    answer.Accept();
                await clock.RisingEdge;
                request.FinishOffer();
                answer.FinishAccept();
            }

            Check($"read of 0x{address:x}", ports.ReadData.Payload[1].Value);
            return ports.ReadData.Payload[0].Value;
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>Reads a register until some of its bits are as wanted.</summary>
    /// <param name="address">the register's address</param>
    /// <param name="mask">the bits that count</param>
    /// <param name="value">their wanted values</param>
    /// <param name="timeoutCycles">clocks after which it is given up</param>
    /// <returns>the register as read last</returns>
    public async SimTask<ulong> Poll(ulong address, ulong mask, ulong value, long timeoutCycles)
    {
        var end = clock.Cycle + timeoutCycles;
        while (true)
        {
            var read = await Read(address);
            if ((read & mask) == value)
                return read;
            if (clock.Cycle > end)
                throw new TimeoutException(
                    $"{ports.Name}: register 0x{address:x} is 0x{read:x} after {timeoutCycles} cycles, waited for 0x{value:x} in the bits 0x{mask:x}");
        }
    }

    private void Check(string access, ulong response)
    {
        if (response != 0)
            throw new AxiResponseException($"{ports.Name}: {access} was answered with {((AxiResponse)response).ToString().ToUpperInvariant()}");
    }

    private TimeoutException TimedOut(string access, params Handshake[] handshakes)
    {
        var open = handshakes.Where(handshake => !handshake.IsDone).Select(handshake => handshake.ChannelName);
        foreach (var handshake in handshakes)
            handshake.Withdraw();
        return new TimeoutException($"{ports.Name}: {access} was not served in {TimeoutCycles} cycles, still open: {string.Join(", ", open)}");
    }

    // One transfer on one channel, seen from the master.
    private sealed class Handshake(AxiChannel channel)
    {
        private bool begun;
        private bool offers;

        public bool IsDone { get; private set; }

        public bool MayBegin => !begun;

        public string ChannelName => channel.Name;

        public void Offer(ulong first, ulong second = 0)
        {
            begun = offers = true;
            channel.Payload[0].Value = first;
            if (channel.Payload.Count > 1)
                channel.Payload[1].Value = second;
            channel.Valid.Value = 1;
        }

        public void Accept()
        {
            begun = true;
            channel.Ready.Value = 1;
        }

        public void FinishOffer()
        {
            if (!begun || IsDone || !channel.Ready.IsHigh)
                return;
            IsDone = true;
            channel.Valid.Value = 0;
        }

        public void FinishAccept()
        {
            if (!begun || IsDone || !channel.Valid.IsHigh)
                return;
            IsDone = true;
            channel.Ready.Value = 0;
        }

        public void Withdraw()
        {
            if (begun && !IsDone)
                (offers ? channel.Valid : channel.Ready).Value = 0;
        }
    }
}
