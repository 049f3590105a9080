using HwGen.Cli;
using HwGen.Core.Errors;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

public sealed class FailureTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    public static TheoryData<string, int, string> Failures() => new()
    {
        { "input", 2, "a.yaml:1:2: key: 3, must be 4\nb: wrong\n" },
        { "check", 1, "seed 7: output[3,5] is -1180, expected -1204\nlog: " },
        { "tool", 3, "verilator is not installed; install it with: apt-get install verilator\n" },
        { "disk", 2, "No space left on device\n" },
        { "internal", 70, "internal error: two lines\nlog: " },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void A_failure_ends_with_its_message_and_exit_code_and_never_a_stack_trace(string kind, int code, string message)
    {
        var error = new StringWriter();
        using var session = new Session(new Terminal(TextWriter.Null, error, false, scratch.Path), "test", isVerbose: false, isJson: false);

        Assert.Equal(code, HwGen.Cli.Failures.Tell(session, Failure(kind)));
        Assert.StartsWith(message, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_log_of_an_internal_error_holds_the_details()
    {
        using (var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null, false, scratch.Path), "test", isVerbose: false, isJson: false))
        {
            session.Step("beginning");
            HwGen.Cli.Failures.Tell(session, Failure("internal"));
        }

        string log = File.ReadAllText(Assert.Single(Directory.GetFiles(scratch.Path)));
        Assert.Contains("beginning", log, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", log, StringComparison.Ordinal);
        Assert.Contains(nameof(FailureTests), log, StringComparison.Ordinal);
    }

    [Fact]
    public void Logs_do_not_pile_up()
    {
        for (int i = 0; i < 55; i++)
            LogFile.Open(scratch.Path, "test").Dispose();

        Assert.Equal(50, Directory.GetFiles(scratch.Path).Length);
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nothing()
    {
        File.WriteAllText(scratch.At("file"), "");
        using LogFile log = LogFile.Open(scratch.At("file"), "test");
        log.Write("text");

        Assert.Empty(log.Path);
    }

    private static Exception Failure(string kind)
    {
        try
        {
            throw kind switch
            {
                "input" => new InputException([new InputError("a.yaml:1:2", "key: 3, must be 4"), new InputError("b", "wrong")]),
                "check" => new CheckFailedException("seed 7: output[3,5] is -1180, expected -1204"),
                "tool" => new ToolMissingException("verilator", "apt-get install verilator"),
                "disk" => new IOException("No space left on device"),
                _ => new InvalidOperationException("two\nlines"),
            };
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }
}
