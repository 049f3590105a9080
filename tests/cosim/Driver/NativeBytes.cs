using System.Runtime.InteropServices;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Memory outside .NET, aligned as the driver wants it, with marked bytes on both sides.</summary>
internal sealed class NativeBytes : IDisposable
{
    private const int Alignment = 64;
    private const byte Mark = 0xA5;

    private readonly IntPtr block;

    public NativeBytes(int count)
    {
        Count = count;
        block = Marshal.AllocHGlobal(count + (3 * Alignment));
        Address = (block + (2 * Alignment) - 1) & ~(IntPtr)(Alignment - 1);
        foreach (int at in Margins())
            Marshal.WriteByte(Address, at, Mark);
        Marshal.Copy(new byte[count], 0, Address, count);
    }

    public NativeBytes(byte[] bytes)
        : this(bytes.Length) => Marshal.Copy(bytes, 0, Address, bytes.Length);

    public IntPtr Address { get; }

    public int Count { get; }

    public byte[] ToArray()
    {
        var bytes = new byte[Count];
        Marshal.Copy(Address, bytes, 0, Count);
        return bytes;
    }

    /// <summary>Fails if anything was written beside the memory.</summary>
    public void RequireMargins() => Assert.All(Margins(), at => Assert.Equal(Mark, Marshal.ReadByte(Address, at)));

    public void Dispose() => Marshal.FreeHGlobal(block);

    // The bytes right before and right behind.
    private IEnumerable<int> Margins() => Enumerable.Range(-16, 16).Concat(Enumerable.Range(Count, 16));
}
