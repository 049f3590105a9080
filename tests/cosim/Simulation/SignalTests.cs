using System.Numerics;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class SignalTests : IDisposable
{
    private readonly Simulator sim = new(new ModelBuilder().Build(TestModels.Describe("wide") with
    {
        PublicSignals = [new("store", "words", Writable: true), new("store", "count")],
    }));

    public void Dispose() => sim.Dispose();

    [Fact]
    public void Numbers_of_any_width_go_in_and_come_out()
    {
        var a = (BigInteger.One << 129) + 5;
        var b = (BigInteger.One << 64) - 3;
        sim.Dut["a_i"].WideValue = a;
        sim.Dut["b_i"].WideValue = b;
        sim.Dut["word_i"].Value = 0x0123456789ABCDEF;
        sim.Settle();
        Assert.Equal(a + b, sim.Dut["sum_o"].WideValue);
        Assert.Equal(~0x0123456789ABCDEFul, sim.Dut["word_o"].Value);
    }

    [Theory, InlineData(-64), InlineData(-1), InlineData(0), InlineData(63)]
    public void Signed_numbers_keep_their_sign(long value)
    {
        sim.Dut["small_i"].SignedValue = value;
        sim.Settle();
        Assert.Equal(value, sim.Dut["small_i"].SignedValue);
        Assert.Equal(-value, sim.Dut["negated_o"].SignedValue);
    }

    [Fact]
    public void Fields_are_written_without_touching_their_neighbours()
    {
        var a = sim.Dut["a_i"];
        a.WideValue = (BigInteger.One << 130) - 1;
        sim.Settle();
        a.SetBits(60, 10, 0);
        a.SetBits(100, 3, 0b101);
        sim.Settle();
        Assert.Equal(0b1111_0000000000_1111ul, a.GetBits(56, 18));
        Assert.Equal(0b1101_1ul, a.GetBits(99, 5));
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_name_and_width()
    {
        var small = sim.Dut["small_i"];
        Assert.Contains("128 does not fit in small_i, which has 7 bits", Message(() => small.Value = 128), StringComparison.Ordinal);
        Assert.Contains("-65 does not fit in small_i", Message(() => small.SignedValue = -65), StringComparison.Ordinal);
        Assert.Contains("does not fit in a_i", Message(() => sim.Dut["a_i"].WideValue = BigInteger.One << 130), StringComparison.Ordinal);
        Assert.Contains("does not fit in a_i", Message(() => sim.Dut["a_i"].SetBytes([.. new byte[16], 4])), StringComparison.Ordinal);
        Assert.Contains("a_i has bits 0 to 129", Message(() => sim.Dut["a_i"].SetBits(128, 3, 0)), StringComparison.Ordinal);
        Assert.Contains("sum_o has 130 bits", Message(() => _ = sim.Dut["sum_o"].Value), StringComparison.Ordinal);
        Assert.Contains("sum_o cannot be written", Message(() => sim.Dut["sum_o"].SetBits(0, 1, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_nearest() =>
        Assert.Contains("wide has no signal adress_i; the nearest are address_i,", Message(() => _ = sim.Dut["adress_i"]), StringComparison.Ordinal);

    [Fact]
    public void Memories_and_internal_signals_are_reached_by_hierarchical_name()
    {
        var words = sim.Dut.Memory("wide.store.words");
        Assert.Equal((16L, 100), (words.Count, words.Width));
        words.SetWide(3, (BigInteger.One << 99) + 1);
        var clock = sim.AddClock("clk_i", SimTime.Ns(2));
        var before = sim.Dut["wide.store.count"].Value;
        sim.Run(async () =>
        {
            sim.Dut["address_i"].Value = 3;
            sim.Dut["a_i"].WideValue = 77;
            await clock.Cycles(1);
        });
        Assert.Equal((BigInteger.One << 99) + 1, sim.Dut["read_o"].WideValue);
        Assert.Equal((BigInteger)77, words.GetWide(3));
        Assert.Equal((before + 1) & 0xFFFFF, sim.Dut["wide.store.count"].Value);
        Assert.Contains("words", Message(() => sim.Dut.Memory("wide.store.word")), StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_end_of_the_simulation_a_signal_refuses()
    {
        var sum = sim.Dut["sum_o"];
        sim.Dispose();
        Assert.ThrowsAny<Exception>(() => sum.WideValue);
        Assert.ThrowsAny<Exception>(() => sim.Dut["word_o"].Value);
    }

    private static string Message(Action action) => Assert.ThrowsAny<Exception>(action).Message;

    private static string Message(Func<object> action) => Assert.ThrowsAny<Exception>(action).Message;
}
