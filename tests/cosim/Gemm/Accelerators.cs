using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Gemm;

/// <summary>Compiled accelerators for the shipped configurations and others.</summary>
internal static class Accelerators
{
    /// <summary>A configuration of <c>configs/</c>.</summary>
    public static ArrayConfiguration Configuration(string name) =>
        ConfigurationFile.Read(RepositoryFolder.At($"configs/{name}.yaml"));

    /// <summary>Generates the design and compiles it, or finds it compiled.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="change">what to do to the generated folder first</param>
    /// <param name="optimization">the C++ compiler's -O level</param>
    public static VerilatorModel Build(ArrayConfiguration configuration, Action<string>? change = null, int optimization = 1)
    {
        using var scratch = new ScratchFolder();
        var folder = scratch.At("design");
        DesignFolder.Write(Design.From(configuration), folder);
        change?.Invoke(folder);
        return new ModelBuilder().Build(AcceleratorModel.Describe(configuration, folder, optimization));
    }
}
