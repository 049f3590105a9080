using System.Globalization;
using System.Numerics;

namespace HwGen.Verify.Simulation.Models;

/// <summary>A value for a parameter of the top module: a number of any width, a real number, a string. Made from a C# value where one is
/// expected.</summary>
public readonly record struct ParameterValue
{
    private ParameterValue(string literal) => Literal = literal;

    /// <summary>The value as Verilog writes it.</summary>
    public string Literal { get; }

    /// <summary>A number of a width, as an unsigned literal.</summary>
    /// <param name="value">0 or more, of at most <paramref name="width"/> bits</param>
    /// <param name="width">bits, 1 or more</param>
    /// <exception cref="ArgumentOutOfRangeException">it does not fit</exception>
    public static ParameterValue Bits(BigInteger value, int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (value.Sign < 0 || value.GetBitLength() > width)
            throw new ArgumentOutOfRangeException(nameof(value), $"{value} is no number of {width} bits");
        return new(string.Create(CultureInfo.InvariantCulture, $"{width}'h{value:x}"));
    }

    /// <summary>An integer; a bare decimal is a 32-bit signed number to Verilator and would lose its upper bits silently.</summary>
    public static implicit operator ParameterValue(long value) => new(value switch
    {
        >= int.MinValue and <= int.MaxValue => value.ToString(CultureInfo.InvariantCulture),
        > 0 and <= uint.MaxValue => string.Create(CultureInfo.InvariantCulture, $"32'd{value}"),
        _ => $"64'sh{value:x16}",
    });

    /// <summary>A real number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">it is infinite or none</exception>
    public static implicit operator ParameterValue(double value) => double.IsFinite(value)
        ? new(value.ToString(value == Math.Truncate(value) && Math.Abs(value) < 1e15 ? "F1" : "R", CultureInfo.InvariantCulture))
        : throw new ArgumentOutOfRangeException(nameof(value), "Verilog has finite real numbers only");

    /// <summary>A string, without a quote, a backslash or a line break in it: Verilator takes none.</summary>
    /// <exception cref="ArgumentException">it holds one</exception>
    public static implicit operator ParameterValue(string value) =>
        value.AsSpan().IndexOfAny('"', '\\', '\n') < 0
            ? new($"\"{value}\"")
            : throw new ArgumentException($"{value}: a string parameter holds no quote, backslash or line break", nameof(value));

    /// <inheritdoc/>
    public override string ToString() => Literal;
}
