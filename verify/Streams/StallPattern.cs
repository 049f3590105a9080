using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>When a bus model pauses: a source by not offering a beat, a sink by not taking one.</summary>
public abstract class StallPattern
{
    /// <summary>No pause.</summary>
    public static StallPattern Never { get; } = new RandomStall(0);

    /// <summary>In each cycle a pause with a probability.</summary>
    /// <param name="probability">from 0 to below 1</param>
    public static StallPattern Random(double probability) => new RandomStall(probability);

    /// <summary>Stretches without and with pauses, of random lengths.</summary>
    /// <param name="longestRun">the longest stretch without, at least 1 cycle</param>
    /// <param name="longestPause">the longest stretch with, at least 1 cycle</param>
    public static StallPattern Bursts(int longestRun, int longestPause) => new BurstStall(longestRun, longestPause);

    /// <summary>A sequence that repeats.</summary>
    /// <param name="pauses">true for a cycle with a pause; one at least must be false</param>
    public static StallPattern Repeat(params bool[] pauses) => new RepeatedStall(pauses);

    /// <summary>Begins the pattern.</summary>
    /// <param name="random">where its chance comes from</param>
    public abstract StallSequence Begin(SimRandom random);

    private sealed class RandomStall(double probability) : StallPattern
    {
        public override StallSequence Begin(SimRandom random) => new RandomSequence(random, probability);

        public override string ToString() => $"random {probability}";
    }

    private sealed class BurstStall(int longestRun, int longestPause) : StallPattern
    {
        public override StallSequence Begin(SimRandom random) => new BurstSequence(random, longestRun, longestPause);

        public override string ToString() => $"bursts {longestRun}/{longestPause}";
    }

    private sealed class RepeatedStall(bool[] pauses) : StallPattern
    {
        public override StallSequence Begin(SimRandom random) => new RepeatedSequence(pauses);

        public override string ToString() => "repeat " + string.Concat(pauses.Select(pause => pause ? '1' : '0'));
    }
}
