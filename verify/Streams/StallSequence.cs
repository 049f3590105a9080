namespace HwGen.Verify.Streams;

/// <summary>A <see cref="StallPattern"/> under way.</summary>
public abstract class StallSequence
{
    /// <summary>Whether the next cycle is a pause.</summary>
    public abstract bool Next();
}
