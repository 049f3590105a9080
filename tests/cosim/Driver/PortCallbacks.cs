using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The functions of a port in C# as a <c>struct hwgen_port</c>.</summary>
internal sealed class PortCallbacks : IDisposable
{
    private readonly Delegate[] functions;
    private readonly NativeBytes structure = new(8 * IntPtr.Size);

    public PortCallbacks(IDriverPort port)
    {
        functions =
        [
            new ReadFunction((_, offset) => port.ReadRegister(offset)),
            new WriteFunction((_, offset, value) => port.WriteRegister(offset, value)),
            new TransferFunction((_, bytes, count) => port.StartWeightTransfer(bytes, (int)count)),
            new TransferFunction((_, bytes, count) => port.StartActivationTransfer(bytes, (int)count)),
            new TransferFunction((_, bytes, count) => port.StartOutputTransfer(bytes, (int)count)),
            new PollFunction(_ => port.PollTransfers()),
            new PollFunction(_ => port.Wait()),
        ];
        for (int i = 0; i < functions.Length; i++)
            Marshal.WriteIntPtr(structure.Address, (i + 1) * IntPtr.Size, Marshal.GetFunctionPointerForDelegate(functions[i]));
        if (!port.CanWait)
            Marshal.WriteIntPtr(structure.Address, functions.Length * IntPtr.Size, IntPtr.Zero);
    }

    private delegate uint ReadFunction(IntPtr context, uint offset);

    private delegate void WriteFunction(IntPtr context, uint offset, uint value);

    private delegate int TransferFunction(IntPtr context, IntPtr bytes, uint count);

    private delegate int PollFunction(IntPtr context);

    public IntPtr Address => structure.Address;

    public void Dispose()
    {
        structure.Dispose();
        GC.KeepAlive(functions);
    }
}
