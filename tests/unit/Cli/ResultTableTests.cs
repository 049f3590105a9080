using HwGen.Cli;
using HwGen.Cli.Output;

namespace HwGen.Tests.Unit.Cli;

public sealed class ResultTableTests
{
    private static readonly ResultTable Numbers = new ResultTable("layer", ">clocks", ">no weights", "exact").Add("layer1", "13312", "1.5%", "yes").Add("total", "20417", "1.5%", "no, 3 differ");

    [Theory]
    [InlineData(Terminal.Unlimited)]
    [InlineData(47)]
    public void A_table_that_fits_is_one_piece(int width) => Assert.Equal(
        [
            "  layer    clocks   no weights   exact",
            "───────────────────────────────────────────────",
            "  layer1    13312         1.5%   yes",
            "  total     20417         1.5%   no, 3 differ",
        ], Shown(Numbers, width));

    [Theory]
    [InlineData(46)]
    [InlineData(41)]
    public void Text_in_the_last_column_breaks_between_words(int width) => Assert.Equal(
        [
            "  layer    clocks   no weights   exact",
            new string('─', width),
            "  layer1    13312         1.5%   yes",
            "  total     20417         1.5%   no, 3",
            "                                 differ",
        ], Shown(Numbers, width));

    [Fact]
    public void A_wider_table_is_folded_behind_its_first_column() => Assert.Equal(
        [
            "  layer    clocks",
            "───────────────────",
            "  layer1    13312",
            "  total     20417",
            "  layer    no weights",
            "───────────────────────",
            "  layer1         1.5%",
            "  total          1.5%",
            "  layer    exact",
            "─────────────────────────",
            "  layer1   yes",
            "  total    no, 3 differ",
        ], Shown(Numbers, 25));

    [Fact]
    public void No_line_is_wider_than_the_terminal_and_no_cell_is_lost()
    {
        for (int width = 23; width < 60; width++)
        {
            string[] lines = Shown(Numbers, width);
            string text = string.Join('\n', lines);
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            Assert.All(["clocks", "no weights", "exact", "13312", "20417", "1.5%", "yes", "no, 3", "differ"], cell => Assert.Contains(cell, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Where_folding_would_not_help_the_terminal_breaks_the_lines() => Assert.Equal(Shown(Numbers, Terminal.Unlimited), Shown(Numbers, 22));

    private static string[] Shown(ResultTable table, int width)
    {
        var text = new StringWriter();
        using var session = new Session(new Terminal(text, TextWriter.Null, IsInteractive: false, "", width), "test", isVerbose: false, isJson: false);
        session.Show(table);
        return text.ToString().TrimEnd('\n').Split('\n');
    }
}
