using System.Text;
using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen.Boards;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Cli;

/// <summary>What surrounds a board: frames, clocks, pins, the port. The board itself runs in the cosim tests.</summary>
public sealed class BoardTests
{
    private static readonly Board Icebreaker = Board.Of("icebreaker", "");

    [Fact]
    public void The_checksum_is_that_of_the_catalogue()
    {
        Assert.Equal(0x29B1, Crc16.Of(Encoding.ASCII.GetBytes("123456789")));
        Assert.Equal(0xFFFF, Crc16.Of([]));
    }

    [Fact]
    public void A_frame_is_laid_out_as_documented()
    {
        byte[] frame = new BoardRequest(BoardCommandCode.SendWeights, 1, 1, new byte[] { 0x11, 0x22, 0x33, 0x44 }).ToBytes(9);

        Assert.Equal([0xA5, 3, 9, 1, 1, 0x11, 0x22, 0x33, 0x44], frame[..9]);
        Assert.Equal(Crc16.Of(frame.AsSpan(1, 8)), (frame[9] << 8) | frame[10]);
        Assert.Equal(0, Crc16.Of(frame.AsSpan(1)));
    }

    // icepll -i 12 -o 24, and so on
    [Theory]
    [InlineData(41.667, 63, 5, 24)]
    [InlineData(33.333, 79, 5, 30)]
    [InlineData(20.833, 63, 4, 48)]
    public void The_pll_is_set_as_icepll_sets_it(double period, int multiplier, int divider, int megahertz) =>
        Assert.Equal(new Pll(multiplier, divider, megahertz), Pll.For(12, (decimal)period));

    [Theory]
    [InlineData(10, "clock.period_ns: 10, the PLL cannot make 100 MHz of 12 MHz; the nearest is 9.95 (100.5 MHz)")]
    [InlineData(100, "clock.period_ns: 100, the PLL cannot make 10 MHz of 12 MHz; the nearest is 62.016 (16.125 MHz)")]
    public void A_clock_that_the_pll_cannot_make_is_refused(double period, string message) =>
        Assert.Equal(message, Assert.Throws<InputException>(() => Pll.For(12, (decimal)period)).Errors.Single().ToString());

    [Fact]
    public void A_clock_that_is_no_multiple_of_the_rate_is_refused()
    {
        Assert.Equal(24, Icebreaker.ClocksPerBit(24));
        Assert.Equal("clock.period_ns: 16.5 MHz gives 16.5 clocks a bit at 1000000 baud, must be a whole number of at least 8",
            Assert.Throws<InputException>(() => Icebreaker.ClocksPerBit(16.5m)).Errors.Single().ToString());
    }

    [Fact]
    public void A_board_is_what_its_file_says()
    {
        Assert.Equal(new Board("icebreaker", "ice40-up5k", 12, 1_000_000, "iceprog", "the iCEBreaker shows two, the second is the FPGA's"), Icebreaker);
        Assert.Equal(Icebreaker, Board.Of(null, "icebreaker"));
        Assert.All(Board.All, board =>
        {
            using var pins = new PseudoTerminal(board.Baud);
            SerialPort.Open(pins.Name, board.Baud).Dispose();
        });
        Assert.Equal(Directory.GetFiles(RepositoryFolder.At("boards"), "board.yaml", SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)).Order(StringComparer.Ordinal), Board.All.Select(board => board.Name));
    }

    [Fact]
    public void The_boards_own_file_holds_the_clock_and_every_pin_is_a_port()
    {
        BoardDesign design = BoardDesign.From(ConfigurationFile.Read(RepositoryFolder.At("configs/icebreaker.yaml")), Icebreaker);
        string top = design.Verilog.Single(file => file.Path == "icebreaker.v").Text;

        Assert.DoesNotContain("@", top.Replace("always @(", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains(".DIVF(7'd63)", top, StringComparison.Ordinal);
        Assert.Contains("CLOCKS_PER_BIT(24)", top, StringComparison.Ordinal);
        string[] pins = [.. design.Pins.Text.Split('\n').Where(line => line.StartsWith("set_io ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1])];
        Assert.Equal(6, pins.Length);
        Assert.All(pins, pin => Assert.Matches($@"\b(input|output)\s+wire {pin}\b", top));
    }

    [Fact]
    public void A_port_that_is_not_there_is_named_with_those_that_are()
    {
        InputError error = Assert.Throws<InputException>(() => SerialPort.Open("/dev/ttyUSB77", Icebreaker.Baud)).Errors.Single();

        Assert.Matches(@"^--port: /dev/ttyUSB77: no such port; there (is no /dev/ttyUSB or /dev/ttyACM: is the board plugged in\?|are /dev/tty)", error.ToString());
    }
}
