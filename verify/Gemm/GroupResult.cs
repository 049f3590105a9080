namespace HwGen.Verify.Gemm;

/// <summary>How a group of GEMMs went.</summary>
/// <param name="Seed">the group's seed</param>
/// <param name="Gemms">GEMMs in it</param>
/// <param name="Mismatches">outputs that differ from the golden model</param>
public sealed record GroupResult(ulong Seed, int Gemms, long Mismatches)
{
    /// <summary>Clocks up to the last output; 0 if the run did not come to its end.</summary>
    public long Clocks { get; init; }

    /// <summary>What went wrong first, null if nothing.</summary>
    public string? Failure { get; init; }

    /// <summary>The waveform of the failing run, null if there is none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>The message of a failure: all it takes to see it again.</summary>
    /// <param name="configuration">name of the configuration</param>
    public string Message(string configuration) =>
        $"{configuration} seed {Seed}: {Failure}" + (WaveFile is null ? "" : $"; waves: {WaveFile}");
}
