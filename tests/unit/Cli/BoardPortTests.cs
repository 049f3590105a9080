using System.Diagnostics;
using HwGen.Cli;
using HwGen.Cli.Boards;
using HwGen.Core.Errors;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

/// <summary>The serial port itself, with a pseudo-terminal for a board: in use, silent, unplugged.</summary>
public sealed class BoardPortTests : IDisposable
{
    private const int Baud = 1_000_000;

    private readonly ScratchFolder logs = new();

    public void Dispose() => logs.Dispose();

    [Fact]
    public void A_port_in_use_is_refused_with_the_name_of_who_has_it_and_free_again_afterwards()
    {
        using var board = new PseudoTerminal(Baud);
        using (SerialPort.Open(board.Name, Baud))
        {
            string message = Assert.Throws<InputException>(() => SerialPort.Open(board.Name, Baud)).Message;
            Assert.StartsWith($"--port: {board.Name}: in use by ", message, StringComparison.Ordinal);
            Assert.Contains($" (process {Environment.ProcessId})", message, StringComparison.Ordinal);
        }

        SerialPort.Open(board.Name, Baud).Dispose();
    }

    [Fact]
    public void Programs_that_are_started_meanwhile_do_not_keep_the_port()
    {
        using var board = new PseudoTerminal(Baud);
        SerialPort port = SerialPort.Open(board.Name, Baud);
        using Process other = Process.Start("sleep", "30");
        Assert.DoesNotContain(PortHolder.Of(board.Name), holder => holder.Program == "sleep");

        port.Dispose();
        SerialPort.Open(board.Name, Baud).Dispose();
        other.Kill();
    }

    [Fact]
    public void A_program_that_listens_along_is_named_when_the_board_is_silent()
    {
        using var board = new PseudoTerminal(Baud);
        using Process other = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec sleep 300 < {board.Name}"]))!;
        Assert.True(SpinWait.SpinUntil(() => PortHolder.Of(board.Name).Any(holder => holder.Program == "sleep"), TimeSpan.FromMinutes(2)));
        CommandRun run = CommandRun.Of(logs.Path, "board", "icebreaker", "--port", board.Name);
        other.Kill();

        string[] lines = run.Error.Split('\n');
        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.Equal($"{board.Name}: no answer within 0.5 s, not one byte (6 attempts)", lines[0]);
        Assert.Equal("  is the bitstream on the board? hwgen synth icebreaker -t icebreaker -o out/bitstream, then iceprog out/bitstream/bitstream.bin", lines[1]);
        Assert.StartsWith("  is it the right port? the iCEBreaker shows two, the second is the FPGA's; there ", lines[2], StringComparison.Ordinal);
        Assert.Contains($"  sleep (process {other.Id}) has the port open, too, and takes bytes away", lines[3..]);
    }

    [Fact]
    public void A_board_that_is_unplugged_ends_the_program_with_a_message()
    {
        var board = new PseudoTerminal(Baud);
        var unplug = new Thread(() =>
        {
            board.Read(new byte[64], 120_000);
            board.Dispose();
        });
        unplug.Start();
        CommandRun run = CommandRun.Of(logs.Path, "board", "icebreaker", "--port", board.Name);
        unplug.Join();

        Assert.Equal(ExitCode.CheckFailed, run.Code);
        Assert.StartsWith($"{board.Name} is gone: was the board unplugged?\n  dmesg tells what the kernel saw; plugged in again, the port may have another number\nlog: ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_port_that_takes_nothing_is_given_up()
    {
        using var board = new PseudoTerminal(Baud);
        using SerialPort port = SerialPort.Open(board.Name, Baud);

        Assert.Equal($"{board.Name} takes no more bytes", Assert.Throws<CheckFailedException>(() => port.Write(new byte[1 << 20])).Message);
    }

    [Theory]
    [InlineData("board", "hwgen board: one of --port and --simulate must be given; there ")]
    [InlineData("board icebreaker --simulate --port /dev/null", "hwgen board: one of --port and --simulate must be given; there ")]
    public void Without_a_port_those_that_are_there_are_listed(string line, string message)
    {
        CommandRun run = CommandRun.Of(logs.Path, line.Split(' '));

        Assert.Equal(ExitCode.BadInput, run.Code);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }
}
