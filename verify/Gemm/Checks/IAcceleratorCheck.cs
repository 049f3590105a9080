using HwGen.Core.Configuration;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>Something that random GEMMs do not reach, checked on an accelerator of its own.</summary>
public interface IAcceleratorCheck
{
    /// <summary>What is checked, in a few words.</summary>
    string Name { get; }

    /// <summary>Runs the check.</summary>
    /// <param name="model">the compiled accelerator</param>
    /// <param name="configuration">its configuration</param>
    /// <param name="seed">of all that is random</param>
    /// <exception cref="Simulation.SimulationException">something is wrong; the message says what</exception>
    void Run(VerilatorModel model, ArrayConfiguration configuration, ulong seed);
}
