using System.IO.MemoryMappedFiles;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>A file that stands for the registers of a DMA and takes back the reset bit when it is set.</summary>
internal sealed class DmaFile : IDisposable
{
    private const uint Reset = 4;

    private readonly MemoryMappedFile file;
    private readonly MemoryMappedViewAccessor registers;
    private readonly Thread device;
    private volatile bool ends;

    public DmaFile(string path)
    {
        file = MemoryMappedFile.CreateFromFile(path);
        registers = file.CreateViewAccessor();
        device = new Thread(Serve) { IsBackground = true };
        device.Start();
    }

    /// <summary>A register, by its offset.</summary>
    public uint this[int offset] => registers.ReadUInt32(offset);

    public void Dispose()
    {
        ends = true;
        device.Join();
        registers.Dispose();
        file.Dispose();
    }

    private void Serve()
    {
        while (!ends)
        {
            if ((registers.ReadUInt32(0) & Reset) != 0)
                registers.Write(0, 0u);
            Thread.Sleep(1);
        }
    }
}
