namespace HwGen.Verify.Streams;

/// <summary>A sequence that repeats.</summary>
internal sealed class RepeatedSequence : StallSequence
{
    private readonly bool[] pauses;
    private int next;

    public RepeatedSequence(bool[] pauses)
    {
        if (!pauses.Contains(false))
            throw new ArgumentException("a repeated pattern needs a cycle without a pause", nameof(pauses));
        this.pauses = pauses;
    }

    public override bool Next()
    {
        var pause = pauses[next];
        next = (next + 1) % pauses.Length;
        return pause;
    }
}
