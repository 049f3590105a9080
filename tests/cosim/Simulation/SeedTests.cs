using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class SeedTests
{
    [Fact]
    public void The_same_seed_repeats_start_values_and_chance_and_another_does_not()
    {
        var first = Run(11);
        Assert.Equal(first, Run(11));
        Assert.NotEqual(first, Run(12));
        Assert.NotEqual(first.Start, Run(0).Start);
    }

    [Fact]
    public void Purposes_have_numbers_of_their_own()
    {
        var a = SimRandom.For(5, "a");
        var b = SimRandom.For(5, "b");
        Assert.NotEqual(a.NextUInt64(), b.NextUInt64());
        Assert.Equal(SimRandom.For(5, "a").NextUInt64(), SimRandom.For(5, "a").NextUInt64());
    }

    [Theory, InlineData(0.0), InlineData(0.25), InlineData(0.9)]
    public void A_random_pattern_pauses_as_often_as_asked(double probability)
    {
        var sequence = StallPattern.Random(probability).Begin(new SimRandom(3));
        var pauses = Enumerable.Range(0, 10_000).Count(_ => sequence.Next());
        Assert.InRange(pauses / 10_000.0, probability - 0.02, probability + 0.02);
    }

    private static (ulong Start, long Beats, SimTime End) Run(ulong seed)
    {
        using var sim = new Simulator(TestModels.Build("axis_fifo"), new SimulationOptions { Seed = seed });
        var clock = sim.AddClock("aclk", SimTime.Ns(10));
        var start = sim.Dut["m_axis_tdata"].Value;
        long beats = 0;
        sim.Run(async () =>
        {
            await clock.Cycles(2);
            sim.Dut["aresetn"].Value = 1;
            var source = new AxiStreamSource(sim, clock, "s_axis", StallPattern.Random(0.5));
            var sink = new AxiStreamSink(sim, clock, "m_axis", StallPattern.Random(0.5));
            source.Queue(new byte[400]);
            await sink.Receive();
            beats = sink.ReceivedBeats;
        });
        return (start, beats, sim.Now);
    }
}
