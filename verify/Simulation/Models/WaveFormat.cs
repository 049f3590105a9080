namespace HwGen.Verify.Simulation.Models;

/// <summary>The kind of wave file a model can write.</summary>
public enum WaveFormat
{
    /// <summary>No tracing is built in.</summary>
    None = 0,

    /// <summary>Value change dump: fast to write, large.</summary>
    Vcd = 1,

    /// <summary>GTKWave's compressed format: small, slower to write.</summary>
    Fst = 2,
}
