namespace HwGen.Tests.Cosim.Driver;

/// <summary>The hardware as the driver reaches it: hwgen.h, struct hwgen_port. Nothing may be thrown.</summary>
internal interface IDriverPort
{
    uint ReadRegister(uint offset);

    void WriteRegister(uint offset, uint value);

    int StartWeightTransfer(IntPtr bytes, int count);

    int StartActivationTransfer(IntPtr bytes, int count);

    int StartOutputTransfer(IntPtr bytes, int count);

    int PollTransfers();

    /// <summary>Whether it can wait for the interrupt.</summary>
    bool CanWait { get; }

    /// <summary>Sleeps until the interrupt line is high, at most for a while.</summary>
    int Wait();
}
