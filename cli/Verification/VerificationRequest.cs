using HwGen.Core.Configuration;

namespace HwGen.Cli.Verification;

/// <summary>What every kind of verification needs to know.</summary>
/// <param name="Configuration">the array</param>
/// <param name="Seed">where the chance begins</param>
/// <param name="WaveFolder">where waveforms go, null for none</param>
internal sealed record VerificationRequest(ArrayConfiguration Configuration, ulong Seed, string? WaveFolder);
