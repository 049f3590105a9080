using HwGen.Cli.Verification;
using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Hdlgen;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Simulation;

/// <summary>Generates a configuration's Verilog and compiles it, or the netlist made of it, for the simulator.</summary>
internal static class SimulatedArray
{
    /// <summary>The compiled model, from the cache if it was compiled before.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="session">is told the steps</param>
    /// <param name="library">the cells of a netlist; null for the Verilog</param>
    /// <param name="coverage">what it counts, null for nothing</param>
    /// <param name="preloaded">what its memories start with, where they are preloaded; null for no image</param>
    public static VerilatorModel Build(
        ArrayConfiguration configuration, Session session, CellLibrary? library = null, RtlCoverage? coverage = null, WeightImage? preloaded = null)
    {
        using var folder = TemporaryFolder.Create();
        Design design = Design.From(configuration);
        DesignFolder.Write(design, folder.At("rtl"));
        if (preloaded is not null)
            AcceleratorModel.Preload(preloaded, folder.Path);
        ModelDescription description = library is null
            ? AcceleratorModel.Describe(configuration, folder.At("rtl"))
            : Synthesize(configuration, folder.Path, library, session).Describe();
        session.Step($"compiling {design.TopModule}");
        var builder = new ModelBuilder();
        VerilatorModel model = session.Watch($"compiling {design.TopModule}", _ => builder.Build(description with { Coverage = coverage?.Kinds ?? CoverageKinds.None }));
        session.Step(builder.Compiled == 0 ? $"taken from the cache: {model.LibraryPath}" : $"compiled: {model.LibraryPath}");
        return coverage is null ? model : coverage.Collect(model);
    }

    private static Netlist Synthesize(ArrayConfiguration configuration, string folder, CellLibrary library, Session session)
    {
        session.Step($"synthesizing {configuration.ModuleName}, {library.Name}");
        Netlist netlist = session.Watch($"synthesizing {configuration.ModuleName}", _ =>
            NetlistSynthesis.Run(configuration, Path.Combine(folder, "rtl"), library, Path.Combine(folder, "netlist")));
        session.Say($"netlist, {library.Name}: {netlist.Cells.Values.Sum()} cells");
        foreach ((string type, long count) in netlist.Cells)
            session.Step($"  {type} {count}");
        return netlist;
    }
}
