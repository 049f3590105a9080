using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Registers of an accelerator and of two AXI DMA in direct register mode before it, as a block design maps them.</summary>
/// <remarks>Source: Xilinx PG021, register space of the direct register mode.</remarks>
internal sealed class AxiDmaModel
{
    private const ulong BusOffset = 0x7_1234_5000_0000;  // bus address less address in this process
    private const uint Run = 1, Reset = 4, Halted = 1, Idle = 2;

    private readonly IDriverPort hardware;
    private readonly Channel weight;
    private readonly Channel activation;
    private readonly Channel output;
    private readonly DriverLibrary.ReadFunction read;
    private readonly DriverLibrary.WriteFunction write;

    /// <param name="hardware">what the transfers reach</param>
    /// <param name="library">with the port</param>
    /// <param name="port">where the structure of the port goes</param>
    public AxiDmaModel(IDriverPort hardware, DriverLibrary library, IntPtr port)
    {
        this.hardware = hardware;
        weight = new Channel(1, hardware.StartWeightTransfer);
        activation = new Channel(2, hardware.StartActivationTransfer);
        output = new Channel(4, hardware.StartOutputTransfer);
        (read, write) = (Read, Write);
        Assert.Equal(0, library.StartAxiDma(port, Marshal.GetFunctionPointerForDelegate(read), Marshal.GetFunctionPointerForDelegate(write), BusOffset));
    }

    /// <summary>What the status registers show besides.</summary>
    public uint Errors { get; set; }

    private uint Read(UIntPtr place)
    {
        ulong address = place;
        if (Find(address) is not { } at)
            return hardware.ReadRegister((uint)(address - 0x43C00000));
        return at.Register switch
        {
            0x00 => at.Channel.Control,
            0x04 => Status(at.Channel) | Errors,
            _ => 0,
        };
    }

    private uint Status(Channel channel)
    {
        if (channel.Started && (hardware.PollTransfers() & channel.Bit) == 0)
            channel.Started = false;
        return (channel.Control & Run) == 0 ? Halted : channel.Ran && !channel.Started ? Idle : 0;
    }

    private void Write(UIntPtr place, uint value)
    {
        ulong address = place;
        if (Find(address) is not { } at)
        {
            hardware.WriteRegister((uint)(address - 0x43C00000), value);
            return;
        }

        Channel channel = at.Channel;
        switch (at.Register)
        {
            case 0x00 when (value & Reset) != 0:
                foreach (Channel other in channel == weight ? [weight] : new[] { activation, output })
                    (other.Control, other.Started, other.Ran) = (0, false, false);
                break;
            case 0x00:
                channel.Control = value;
                break;
            case 0x18:
                channel.Address = (channel.Address & 0xFFFFFFFF00000000) | value;
                break;
            case 0x1C:
                channel.Address = (channel.Address & 0xFFFFFFFF) | ((ulong)value << 32);
                break;
            case 0x28 when (channel.Control & Run) != 0 && !channel.Started:
                channel.Started = channel.Ran = true;
                channel.Start((IntPtr)unchecked(channel.Address - BusOffset), (int)value);
                break;
        }
    }

    private (Channel Channel, uint Register)? Find(ulong address) => address switch
    {
        >= 0x40400000 and < 0x40400030 => (weight, (uint)(address - 0x40400000)),
        >= 0x40410000 and < 0x40410030 => (activation, (uint)(address - 0x40410000)),
        >= 0x40410030 and < 0x40410060 => (output, (uint)(address - 0x40410030)),
        _ => null,
    };

    private sealed class Channel(int bit, Func<IntPtr, int, int> start)
    {
        public int Bit => bit;

        public Func<IntPtr, int, int> Start => start;

        public uint Control { get; set; }

        public ulong Address { get; set; }

        public bool Started { get; set; }

        public bool Ran { get; set; }
    }
}
