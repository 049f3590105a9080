using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>A pause in each cycle with a probability.</summary>
internal sealed class RandomSequence : StallSequence
{
    private readonly SimRandom random;
    private readonly ulong threshold;

    public RandomSequence(SimRandom random, double probability)
    {
        if (probability is < 0 or >= 1)
            throw new ArgumentOutOfRangeException(nameof(probability), $"{probability}, must be from 0 to below 1");
        this.random = random;
        threshold = (ulong)(probability * ulong.MaxValue);
    }

    public override bool Next() => threshold != 0 && random.NextUInt64() < threshold;
}
