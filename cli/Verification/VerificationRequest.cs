using HwGen.Core.Configuration;
using HwGen.Verify.GateLevel;

namespace HwGen.Cli.Verification;

/// <summary>What every kind of verification needs to know.</summary>
/// <param name="Configuration">the array</param>
/// <param name="Seed">of the random numbers</param>
/// <param name="WaveFolder">where waveforms go, null for none</param>
/// <param name="Library">the cells of a netlist to simulate; null to simulate the Verilog</param>
internal sealed record VerificationRequest(ArrayConfiguration Configuration, ulong Seed, string? WaveFolder, CellLibrary? Library = null);
