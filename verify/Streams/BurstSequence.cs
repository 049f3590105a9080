using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Stretches without and with pauses, of random lengths.</summary>
internal sealed class BurstSequence(SimRandom random, int longestRun, int longestPause) : StallSequence
{
    private bool pausing = true;
    private int left;

    public override bool Next()
    {
        if (left == 0)
        {
            pausing = !pausing;
            left = random.Next(1, pausing ? longestPause : longestRun);
        }

        left--;
        return pausing;
    }
}
