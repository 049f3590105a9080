using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace HwGen.Cli.Commands;

/// <summary>Options whose value is a whole number in a range.</summary>
internal static class NumberOption
{
    public static Option<int> Of(string name, string description, int fallback, int low, int high = int.MaxValue) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse(result, name, low, high),
        };

    public static Option<int?> Optional(string name, string description, int low, int high = int.MaxValue) =>
        new(name) { Description = description, HelpName = "N", CustomParser = result => Parse(result, name, low, high) };

    private static int Parse(ArgumentResult result, string name, int low, int high)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= low && number <= high)
            return number;
        string allowed = high == int.MaxValue ? $"at least {low}" : $"{low} to {high}";
        result.AddError($"{name}: {text}, must be a whole number, {allowed}");
        return low;
    }
}
