namespace HwGen.Verify.Simulation.Models;

/// <summary>What a model counts while it runs. Counting costs speed: lines up to 7 times, toggles up to 200 times, so a model for
/// coverage is a model of its own.</summary>
[Flags]
public enum CoverageKinds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Blocks and branches of the source.</summary>
    Line = 1,

    /// <summary>Each bit of each signal, in both directions.</summary>
    Toggle = 2,

    /// <summary>The <c>cover</c> statements of the design.</summary>
    User = 4,
}
