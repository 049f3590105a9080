using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class ScoreboardTests
{
    [Fact]
    public void Differences_surplus_and_missing_items_are_told_apart()
    {
        var board = new Scoreboard<int>("outputs", item => $"0x{item:x}");
        board.Expect(1);
        board.Expect(16);
        board.Check(1);
        Assert.Equal("outputs: 1 items did not come, the first is number 1, 0x10", Message(board.Finish));
        Assert.Equal("outputs: item 1 is 0x11, expected 0x10", Message(() => board.Check(17)));
        Assert.Equal("outputs: item 1 is 0x3, expected no more", Message(() => board.Check(3)));
    }

    private static string Message(Action action) => Assert.Throws<ScoreboardException>(action).Message;
}
