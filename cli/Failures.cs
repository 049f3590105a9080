using HwGen.Core.Errors;
using HwGen.Verify.Simulation;

namespace HwGen.Cli;

/// <summary>The one place where an exception becomes messages and an exit code.</summary>
public static class Failures
{
    /// <summary>Tells what went wrong; never a stack trace.</summary>
    public static int Tell(Session session, Exception exception)
    {
        if (exception is AggregateException { InnerExceptions: [var first, ..] })  // of work in parallel
            return Tell(session, first);
        (int code, string[] messages) = exception switch
        {
            InputException bad => (ExitCode.BadInput, bad.Errors.Select(error => error.ToString()).ToArray()),
            CheckFailedException failed => (ExitCode.CheckFailed, [failed.Message, .. failed.Hints]),
            SimulationException => (ExitCode.CheckFailed, [exception.Message]),
            ToolMissingException missing => (ExitCode.ToolMissing, [missing.Message]),
            IOException or UnauthorizedAccessException => (ExitCode.BadInput, [exception.Message]),
            OutOfMemoryException => (ExitCode.Internal, ["out of memory"]),
            _ => (ExitCode.Internal, [$"internal error: {exception.Message.ReplaceLineEndings(" ")}"]),
        };
        foreach (string message in messages)
        {
            session.Complain(message);
            session.Detail(message);
        }

        if (code == ExitCode.Internal)
            session.Detail(exception.ToString());
        if (code is ExitCode.Internal or ExitCode.CheckFailed && session.LogPath is { } log)
            session.Complain($"log: {log}");
        session.Return(new { exit_code = code, errors = messages, log = session.LogPath });
        return code;
    }
}
