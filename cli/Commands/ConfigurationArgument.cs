using System.CommandLine;

namespace HwGen.Cli.Commands;

/// <summary>The argument CONFIG.</summary>
internal static class ConfigurationArgument
{
    public static Argument<string> Create() =>
        new("CONFIG") { Description = "YAML file, or the name of one in configs/" };
}
