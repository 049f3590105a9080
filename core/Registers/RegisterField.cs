namespace HwGen.Core.Registers;

/// <summary>Bits <c>High</c> down to <c>Low</c> of a register.</summary>
/// <param name="Name">UPPER_CASE, unique in its register</param>
/// <param name="High">highest bit, 0 to 31</param>
/// <param name="Low">lowest bit, at most <paramref name="High"/></param>
/// <param name="Access">what reading and writing does; never <see cref="RegisterAccess.ByField"/></param>
/// <param name="Description">one sentence without a full stop</param>
public sealed record RegisterField(string Name, int High, int Low, RegisterAccess Access, string Description)
{
    public int Width => High - Low + 1;

    /// <summary>The field's bits set, all others 0.</summary>
    public uint Mask => (uint)(((1UL << Width) - 1) << Low);

    /// <summary>The field's value in a register word.</summary>
    public uint Extract(uint word) => (word & Mask) >> Low;

    /// <summary>A register word with this field set to <paramref name="value"/> and all else 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">the value needs more bits than the field has</exception>
    public uint Insert(uint value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Mask >> Low);
        return value << Low;
    }
}
