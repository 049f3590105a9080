using System.Globalization;
using System.Numerics;

namespace HwGen.Verify.Mutation.Operators;

/// <summary>A number is one more or one less; a bit is the other one.</summary>
internal sealed class WrongConstant : IMutationOperator
{
    public string Kind => "wrong constant";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.Tokens[i].Kind == VerilogTokenKind.Number
        from wrong in Neighbours(source.At(i))
        select source.Replace(Kind, i, i, wrong);

    private static IEnumerable<string> Neighbours(string text)
    {
        var digits = text.Replace("_", "", StringComparison.Ordinal);
        var quote = digits.IndexOf('\'', StringComparison.Ordinal);
        if (quote < 0)
        {
            var number = BigInteger.Parse(digits, CultureInfo.InvariantCulture);
            return number.IsZero ? ["1"] : [$"{number + 1}", $"{number - 1}"];
        }

        var width = quote == 0 ? 32 : int.Parse(digits[..quote], CultureInfo.InvariantCulture);
        if (Value(digits[quote + 1], digits[(quote + 2)..]) is not { } value)
            return [];
        return new[] { value + 1, value - 1 }.Where(wrong => wrong >= 0 && wrong < BigInteger.One << width)
            .Select(wrong => $"{width}'d{wrong}");
    }

    private static BigInteger? Value(char radix, string digits) => char.ToLowerInvariant(radix) switch
    {
        'd' => BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null,
        'h' => BigInteger.TryParse("0" + digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value) ? value : null,
        'b' => BigInteger.TryParse("0" + digits, NumberStyles.BinaryNumber, CultureInfo.InvariantCulture, out var value) ? value : null,
        _ => null,
    };
}
