using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench;

/// <summary>The accelerator of a configuration, generated and compiled.</summary>
internal static class GeneratedAccelerator
{
    /// <param name="configuration">the array</param>
    /// <param name="isTimed">whether it counts the time spent in it</param>
    public static VerilatorModel Build(ArrayConfiguration configuration, bool isTimed = false)
    {
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            DesignFolder.Write(Design.From(configuration), Path.Combine(folder, "rtl"));
            return new ModelBuilder().Build(AcceleratorModel.Describe(configuration, Path.Combine(folder, "rtl")) with { IsTimed = isTimed });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
