using System.Globalization;

namespace HwGen.Verify.Simulation;

/// <summary>A moment or a span of simulated time.</summary>
/// <param name="Picoseconds">picoseconds since the start of the simulation, or length in picoseconds</param>
public readonly record struct SimTime(long Picoseconds) : IComparable<SimTime>
{
    /// <summary>No time at all.</summary>
    public static SimTime Zero => default;

    /// <summary>A number of picoseconds.</summary>
    public static SimTime Ps(long count) => new(count);

    /// <summary>A number of nanoseconds.</summary>
    public static SimTime Ns(long count) => new(checked(count * 1000));

    /// <summary>A number of microseconds.</summary>
    public static SimTime Us(long count) => new(checked(count * 1_000_000));

    /// <summary>The sum of two times.</summary>
    public static SimTime operator +(SimTime a, SimTime b) => new(checked(a.Picoseconds + b.Picoseconds));

    /// <summary>The difference of two times.</summary>
    public static SimTime operator -(SimTime a, SimTime b) => new(checked(a.Picoseconds - b.Picoseconds));

    /// <summary>A multiple of a time.</summary>
    public static SimTime operator *(SimTime a, long factor) => new(checked(a.Picoseconds * factor));

    /// <summary>Whether a is before b.</summary>
    public static bool operator <(SimTime a, SimTime b) => a.Picoseconds < b.Picoseconds;

    /// <summary>Whether a is after b.</summary>
    public static bool operator >(SimTime a, SimTime b) => a.Picoseconds > b.Picoseconds;

    /// <summary>Whether a is not after b.</summary>
    public static bool operator <=(SimTime a, SimTime b) => a.Picoseconds <= b.Picoseconds;

    /// <summary>Whether a is not before b.</summary>
    public static bool operator >=(SimTime a, SimTime b) => a.Picoseconds >= b.Picoseconds;

    /// <inheritdoc/>
    public int CompareTo(SimTime other) => Picoseconds.CompareTo(other.Picoseconds);

    /// <summary>The time in nanoseconds, such as <c>412 ns</c> or <c>0.5 ns</c>.</summary>
    public override string ToString() =>
        (Picoseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + " ns";
}
