using System.CommandLine;
using HwGen.Cli.Inspection;
using HwGen.Core.Errors;
using HwGen.Core.Network;

namespace HwGen.Cli.Commands;

/// <summary>Shows what is in an image, in a folder of images or in a pruned network; all of it is checked on the way.</summary>
public sealed class InspectCommand : HwgenCommand
{
    private readonly Argument<string> path = new("IMAGE|DIR")
    {
        Description = "a weight image (.json or .bin), a folder of them, or what hwgen prune wrote",
    };

    public InspectCommand(Terminal terminal)
        : base(terminal, "inspect", "show what is in a weight image or a pruned network")
    {
        Add(path);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string target = arguments.GetRequiredValue(path);
        if (File.Exists(Path.Combine(target, PlanFile.Name)))
            NetworkInspection.Show(target, session);
        else if (Directory.Exists(target))
            ImageInspection.ShowFolder(target, session);
        else if (File.Exists(target))
            ImageInspection.Show(target, session);
        else
            throw new InputException(target, "no such file or folder");
        return ExitCode.Good;
    }
}
