using HwGen.Cli;

namespace HwGen.Tests.Shared;

/// <summary>What a command line came to.</summary>
/// <param name="Code">exit code</param>
/// <param name="Out">standard output</param>
/// <param name="Error">standard error</param>
internal sealed record CommandRun(int Code, string Out, string Error)
{
    /// <summary>Runs the whole program in this process.</summary>
    /// <param name="logFolder">where logs go</param>
    /// <param name="arguments">the command line</param>
    public static CommandRun Of(string logFolder, params string[] arguments)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        int code = CommandLine.Run(arguments, new Terminal(output, error, IsInteractive: false, logFolder));
        return new CommandRun(code, output.ToString(), error.ToString());
    }
}
