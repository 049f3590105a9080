using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm;

/// <summary>How GEMMs are run.</summary>
public sealed record GemmRunSettings
{
    /// <summary>The seed of all that is random around the accelerator.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How the streams behave.</summary>
    public Traffic Traffic { get; init; } = Traffic.FullRate;

    /// <summary>Whether jobs are queued while others run; otherwise each runs alone and is timed.</summary>
    public bool Overlapped { get; init; }

    /// <summary>Where the waveform goes, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>Clocks after which the run is given up.</summary>
    public long CycleLimit { get; init; } = 50_000_000;

    /// <summary>The real time that one evaluation of the model may take.</summary>
    public TimeSpan EvaluationLimit { get; init; } = new SimulationOptions().EvaluationLimit;
}
