using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>A port or an internal signal of the design: a place in the model's memory.</summary>
/// <remarks>Reading gives the value of now. Writing takes effect after the edge at which it is done, as a register's
/// output does; the last write of a task wins. <see cref="Deposit(ulong)"/> writes at once.</remarks>
public sealed unsafe class Signal
{
    private readonly WriteStage stage;
    private readonly int storage;
    private readonly ulong mask;
    private readonly bool canWrite;
    private byte* address;
    private byte* staged;
    private long stagedPhase;

    internal Signal(WriteStage stage, string name, int width, byte* address, bool canWrite)
    {
        this.stage = stage;
        this.address = address;
        this.canWrite = canWrite;
        Name = name;
        Width = width;
        storage = SignalStorage.Bytes(width);
        mask = width >= 64 ? ulong.MaxValue : (1UL << width) - 1;
        staged = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(8, storage));
        stage.Reserve();
    }

    /// <summary>The name in Verilog; of an internal signal, with the instances above it.</summary>
    public string Name { get; }

    /// <summary>Bits.</summary>
    public int Width { get; }

    /// <summary>The value as an unsigned number, for signals of up to 64 bits. Setting refuses what does not fit.</summary>
    public ulong Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => storage switch
        {
            1 => *address,
            2 => *(ushort*)address,
            4 => *(uint*)address,
            8 => *(ulong*)address,
            _ => throw TooWide(),
        };
        set
        {
            if ((value & ~mask) != 0)
                throw DoesNotFit(value.ToString(CultureInfo.InvariantCulture));
            if (storage > 8)
                throw TooWide();
            *(ulong*)staged = value;
            Stage();
        }
    }

    /// <summary>The value in two's complement, for signals of up to 64 bits. Setting refuses what does not fit.</summary>
    public long SignedValue
    {
        get => (long)(Value << (64 - Width)) >> (64 - Width);
        set
        {
            if ((value << (64 - Math.Min(Width, 64))) >> (64 - Math.Min(Width, 64)) != value)
                throw DoesNotFit(value.ToString(CultureInfo.InvariantCulture));
            Value = (ulong)value & mask;
        }
    }

    /// <summary>Whether a signal of one bit is 1, or a wider one not 0.</summary>
    public bool IsHigh
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => storage == 1 ? *address != 0 : !Bytes.TrimEnd((byte)0).IsEmpty;
        set => Value = value ? 1UL : 0UL;
    }

    /// <summary>The value as an unsigned number of any width.</summary>
    public BigInteger WideValue
    {
        get => new(Bytes, isUnsigned: true);
        set
        {
            if (value.Sign < 0 || value.GetBitLength() > Width)
                throw DoesNotFit(value.ToString(CultureInfo.InvariantCulture));
            var target = new Span<byte>(staged, storage);
            target.Clear();
            value.TryWriteBytes(target, out _, isUnsigned: true);
            Stage();
        }
    }

    /// <summary>The storage now: little-endian, bit 0 of the signal is bit 0 of the first byte.</summary>
    public ReadOnlySpan<byte> Bytes => address == null ? throw Gone() : new(address, storage);

    internal byte* Address => address;

    /// <summary>A field of up to 64 bits.</summary>
    /// <param name="low">its lowest bit</param>
    /// <param name="count">its bits, 1 to 64</param>
    public ulong GetBits(int low, int count)
    {
        CheckField(low, count);
        return BitField.Get(Bytes, low, count);
    }

    /// <summary>Writes a field of up to 64 bits and leaves the others as they are, or as they were written before in
    /// the same phase.</summary>
    /// <param name="low">its lowest bit</param>
    /// <param name="count">its bits, 1 to 64</param>
    /// <param name="value">the field's value</param>
    public void SetBits(int low, int count, ulong value)
    {
        CheckField(low, count);
        if (count < 64 && value >> count != 0)
            throw DoesNotFit($"{value} in {count} bits");
        if (stagedPhase != stage.Phase)
            Buffer.MemoryCopy(address, staged, storage, storage);
        BitField.Set(new Span<byte>(staged, storage), low, count, value);
        Stage();
    }

    /// <summary>Writes the value from little-endian bytes; those that are missing at the end count as 0.</summary>
    /// <param name="bytes">the value; bits beyond the width must be 0</param>
    public void SetBytes(ReadOnlySpan<byte> bytes)
    {
        var target = new Span<byte>(staged, storage);
        if (bytes.Length > storage)
        {
            if (!bytes[storage..].TrimEnd((byte)0).IsEmpty)
                throw DoesNotFit($"a value of {bytes.Length} bytes");
            bytes = bytes[..storage];
        }

        CheckUpperBits(bytes);
        bytes.CopyTo(target);
        target[bytes.Length..].Clear();
        Stage();
    }

    /// <summary>Copies the value as little-endian bytes.</summary>
    /// <param name="target">as many bytes as are wanted; those beyond the storage become 0</param>
    public void GetBytes(Span<byte> target)
    {
        var source = Bytes;
        source[..Math.Min(source.Length, target.Length)].CopyTo(target);
        if (target.Length > source.Length)
            target[source.Length..].Clear();
    }

    /// <summary>Writes at once, not after the edge: for start values before the first edge.</summary>
    /// <param name="value">the value, for signals of up to 64 bits</param>
    public void Deposit(ulong value)
    {
        if ((value & ~mask) != 0)
            throw DoesNotFit(value.ToString(CultureInfo.InvariantCulture));
        if (storage > 8)
            throw TooWide();
        Buffer.MemoryCopy(&value, address, storage, storage);
        stage.MarkChanged();
    }

    /// <summary>The name and the value in hexadecimal.</summary>
    public override string ToString() => $"{Name} = 0x{WideValue:x}";

    internal void Release()
    {
        address = null;
        NativeMemory.Free(staged);
        staged = null;
    }

    private void Stage()
    {
        if (stagedPhase == stage.Phase)
            return;
        if (!canWrite)
            throw new InvalidOperationException($"{Name} cannot be written: it is {(stage.IsReadOnly ? "a signal" : "no input")}");
        stage.Add(address, staged, storage);
        stagedPhase = stage.Phase;
    }

    private void CheckField(int low, int count)
    {
        if (low < 0 || count is < 1 or > 64 || low + count > Width)
            throw new ArgumentOutOfRangeException(nameof(low), $"{Name} has bits 0 to {Width - 1}; asked for {count} bits from bit {low}");
    }

    private void CheckUpperBits(ReadOnlySpan<byte> bytes)
    {
        var whole = Width / 8;
        if (bytes.Length <= whole)
            return;
        var rest = bytes[whole..];
        if (rest[0] >> (Width % 8) != 0 || !rest[1..].TrimEnd((byte)0).IsEmpty)
            throw DoesNotFit($"a value of {bytes.Length} bytes");
    }

    private ArgumentOutOfRangeException DoesNotFit(string value) => new(nameof(value), $"{value} does not fit in {Name}, which has {Width} bits");

    private InvalidOperationException TooWide() => new($"{Name} has {Width} bits: use WideValue, GetBits or the bytes");

    private ObjectDisposedException Gone() => new(Name, $"the simulation of {Name} has ended");
}
