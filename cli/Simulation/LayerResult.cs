using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>What the simulated accelerator made of a layer.</summary>
/// <param name="Outputs">M x N</param>
/// <param name="Cycles">of all jobs</param>
/// <param name="IdealCycles">of all jobs, if the array never waited</param>
/// <param name="Jobs">how many there were</param>
internal sealed record LayerResult(Matrix<int> Outputs, JobCycles Cycles, long IdealCycles, int Jobs);
