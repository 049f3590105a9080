using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm;

/// <summary>How the world around the accelerator behaves: pauses on its streams and its register bus.</summary>
/// <param name="WeightIdle">pauses of the weight stream</param>
/// <param name="ActivationIdle">pauses of the activation stream</param>
/// <param name="Backpressure">pauses of whoever takes the outputs</param>
/// <param name="RegisterGaps">pauses on the register bus</param>
public sealed record Traffic(
    StallPattern WeightIdle, StallPattern ActivationIdle, StallPattern Backpressure, StallPattern RegisterGaps)
{
    /// <summary>Every stream at full rate.</summary>
    public static Traffic FullRate { get; } =
        new(StallPattern.Never, StallPattern.Never, StallPattern.Never, StallPattern.Never);

    /// <summary>Each stream on its own at full rate, now and then idle, mostly idle, or in bursts.</summary>
    public static Traffic Random(SimRandom random) =>
        new(Pattern(random), Pattern(random), Pattern(random), Pattern(random));

    private static StallPattern Pattern(SimRandom random) => random.Next(5) switch
    {
        0 or 1 => StallPattern.Never,
        2 => StallPattern.Random(0.3),
        3 => StallPattern.Random(0.8),
        _ => StallPattern.Bursts(12, 20),
    };
}
