using HwGen.Core.Configuration;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Something that random GEMMs do not reach, checked on an accelerator of its own.</summary>
public interface IAcceleratorCheck
{
    /// <summary>What is checked, in a few words.</summary>
    string Name { get; }

    /// <summary>How the buses behave meanwhile.</summary>
    Traffic Traffic => Traffic.FullRate;

    /// <summary>Makes the check.</summary>
    /// <param name="board">with the accelerator, fresh from reset</param>
    /// <param name="configuration">of the accelerator</param>
    /// <param name="seed">of all that is random</param>
    /// <exception cref="SimulationException">something is wrong; the message says what</exception>
    /// <exception cref="Core.Errors.CheckFailedException">the same</exception>
    SimTask Run(AcceleratorBoard board, ArrayConfiguration configuration, ulong seed);
}
