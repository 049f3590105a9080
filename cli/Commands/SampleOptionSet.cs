using System.CommandLine;
using HwGen.Core.Samples;

namespace HwGen.Cli.Commands;

/// <summary>The options that say what the integers of a sample file stand for.</summary>
internal sealed class SampleOptionSet
{
    private readonly Option<string?> scale = new("--scale") { Description = "input = scale * (number - offset), such as 1/255; integers need it", HelpName = "NUMBER" };
    private readonly Option<string?> offset = new("--offset") { Description = "the number that stands for 0 [default: 0]", HelpName = "NUMBER" };
    private readonly Option<string?> layout = new("--layout") { Description = "order of the file's dimensions, such as NHWC [default: the network's]", HelpName = "LETTERS" };
    private readonly Option<string?> labels = new("--labels") { Description = "file of the labels, if they do not stand with the samples", HelpName = "FILE" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { scale, offset, layout, labels })
            command.Add(option);
    }

    public SampleOptions Read(ParseResult arguments) => new(
        Number(arguments.GetValue(scale), "--scale"),
        Number(arguments.GetValue(offset), "--offset"),
        arguments.GetValue(layout),
        arguments.GetValue(labels));

    private static double? Number(string? text, string option) =>
        text is null ? null : SampleOptions.ParseNumber(text, option);
}
