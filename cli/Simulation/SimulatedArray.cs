using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Simulation;

/// <summary>Generates a configuration's Verilog and compiles it for the simulator.</summary>
internal static class SimulatedArray
{
    /// <summary>The compiled model, from the cache if it was compiled before.</summary>
    public static VerilatorModel Build(ArrayConfiguration configuration, Session session)
    {
        string folder = Directory.CreateTempSubdirectory("hwgen-").FullName;
        try
        {
            Design design = Design.From(configuration);
            DesignFolder.Write(design, Path.Combine(folder, "rtl"));
            session.Step($"compiling {design.TopModule}");
            var builder = new ModelBuilder();
            VerilatorModel model = session.Watch($"compiling {design.TopModule}", _ =>
                builder.Build(AcceleratorModel.Describe(configuration, Path.Combine(folder, "rtl"))));
            session.Step(builder.Compiled == 0 ? $"taken from the cache: {model.LibraryPath}" : $"compiled: {model.LibraryPath}");
            return model;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
