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
}
