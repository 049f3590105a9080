using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>When a bus model pauses on each channel: by not offering where it offers, by not taking where it takes.</summary>
public sealed record Axi4Stalls
{
    /// <summary>No pause.</summary>
    public static Axi4Stalls Never { get; } = new();

    /// <summary>AW.</summary>
    public StallPattern WriteAddress { get; init; } = StallPattern.Never;

    /// <summary>W.</summary>
    public StallPattern WriteData { get; init; } = StallPattern.Never;

    /// <summary>B.</summary>
    public StallPattern WriteResponse { get; init; } = StallPattern.Never;

    /// <summary>AR.</summary>
    public StallPattern ReadAddress { get; init; } = StallPattern.Never;

    /// <summary>R.</summary>
    public StallPattern ReadData { get; init; } = StallPattern.Never;

    /// <summary>The same pattern on all channels, on each with its own chance.</summary>
    /// <param name="pattern">the pattern</param>
    public static Axi4Stalls All(StallPattern pattern) => new()
    {
        WriteAddress = pattern,
        WriteData = pattern,
        WriteResponse = pattern,
        ReadAddress = pattern,
        ReadData = pattern,
    };
}
