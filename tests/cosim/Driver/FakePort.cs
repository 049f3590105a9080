using System.Runtime.InteropServices;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Hardware that answers as it is told and computes nothing: for what a driver does when something goes wrong.</summary>
internal sealed class FakePort(ArrayConfiguration configuration) : IDriverPort
{
    private readonly Dictionary<uint, uint> registers = new()
    {
        [RegisterMap.Magic.Offset] = RegisterMap.MagicValue,
        [RegisterMap.Version.Offset] = RegisterMap.VersionValue,
        [RegisterMap.ConfigurationHash.Offset] = configuration.Hash,
        [RegisterMap.Ctrl.Offset] = RegisterMap.Ctrl.Field("READY").Mask,
    };

    /// <summary>What poll_transfers gives.</summary>
    public int Busy { get; set; }

    /// <summary>What starting a transfer gives.</summary>
    public int StartResult { get; set; }

    /// <inheritdoc/>
    public bool CanWait { get; init; }

    /// <summary>What waiting gives.</summary>
    public int WaitResult { get; set; }

    /// <summary>Polls so far.</summary>
    public int Polls { get; private set; }

    /// <summary>Registers that were written, in order.</summary>
    public List<(uint Offset, uint Value)> Writes { get; } = [];

    public uint this[Register register]
    {
        set => registers[register.Offset] = value;
    }

    public uint ReadRegister(uint offset) => registers.GetValueOrDefault(offset);

    public void WriteRegister(uint offset, uint value) => Writes.Add((offset, value));

    public int StartWeightTransfer(IntPtr bytes, int count) => StartResult;

    public int StartActivationTransfer(IntPtr bytes, int count) => StartResult;

    public int StartOutputTransfer(IntPtr bytes, int count)
    {
        Marshal.Copy(new byte[count], 0, bytes, count);
        return StartResult;
    }

    public int PollTransfers()
    {
        Polls++;
        return Busy;
    }

    public int Wait() => WaitResult;
}
