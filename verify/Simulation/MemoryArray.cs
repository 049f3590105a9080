using System.Numerics;

namespace HwGen.Verify.Simulation;

/// <summary>An internal memory, reached through the back door: writes take effect at once.</summary>
public sealed unsafe class MemoryArray
{
    private readonly WriteStage stage;
    private readonly int elementBytes;
    private readonly bool canWrite;
    private byte* address;

    internal MemoryArray(WriteStage stage, string name, int width, long count, int elementBytes, byte* address, bool canWrite)
    {
        this.stage = stage;
        this.elementBytes = elementBytes;
        this.address = address;
        this.canWrite = canWrite;
        Name = name;
        Width = width;
        Count = count;
    }

    /// <summary>The hierarchical name.</summary>
    public string Name { get; }

    /// <summary>Bits of an element.</summary>
    public int Width { get; }

    /// <summary>Elements.</summary>
    public long Count { get; }

    /// <summary>An element of up to 64 bits. The first has index 0 here, whatever the declaration says.</summary>
    public ulong this[long index]
    {
        get => Width <= 64 ? BitField.Get(Element(index), 0, Width) : throw TooWide();
        set
        {
            if (Width > 64)
                throw TooWide();
            BitField.Set(WritableElement(index), 0, Width, value);
        }
    }

    /// <summary>An element of any width.</summary>
    public BigInteger GetWide(long index) => new(Element(index), isUnsigned: true);

    /// <summary>Writes an element of any width.</summary>
    public void SetWide(long index, BigInteger value)
    {
        if (value.Sign < 0 || value.GetBitLength() > Width)
            throw new ArgumentOutOfRangeException(nameof(value), $"{value} does not fit in {Name}, which has {Width} bits");
        var element = WritableElement(index);
        element.Clear();
        value.TryWriteBytes(element, out _, isUnsigned: true);
    }

    internal void Release() => address = null;

    private Span<byte> WritableElement(long index)
    {
        if (!canWrite)
            throw new InvalidOperationException($"{Name} cannot be written: its description made it readable only");
        stage.MarkChanged();
        return Element(index);
    }

    private Span<byte> Element(long index)
    {
        if (address == null)
            throw new ObjectDisposedException(Name, $"the simulation of {Name} has ended");
        return index >= 0 && index < Count
            ? new Span<byte>(address + (index * elementBytes), elementBytes)
            : throw new ArgumentOutOfRangeException(nameof(index), $"{Name} has elements 0 to {Count - 1}; asked for {index}");
    }

    private InvalidOperationException TooWide() => new($"{Name} has {Width} bits: use GetWide and SetWide");
}
