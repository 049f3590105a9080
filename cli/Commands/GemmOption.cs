using System.CommandLine;
using System.Globalization;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Commands;

/// <summary>The option <c>--gemm M,N,K</c>.</summary>
internal static class GemmOption
{
    private const int Largest = 1 << 20;

    public static Option<GemmShape?> Create(string description) => new("--gemm")
    {
        Description = description,
        HelpName = "M,N,K",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            int[] numbers = [.. text.Split(',').Select(Number)];
            if (numbers.Length == 3 && numbers.All(number => number is >= 1 and <= Largest))
                return new GemmShape(numbers[0], numbers[1], numbers[2]);
            result.AddError($"--gemm: {text}, must be M,N,K: three whole numbers, 1 to {Largest}");
            return null;
        },
    };

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0;
}
