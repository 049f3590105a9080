using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.MemoryFiles;
using HwGen.Verify.Gemm;
using HwGen.Verify.Processes;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.GateLevel;

/// <summary>Makes netlists of generated accelerators with Yosys.</summary>
public static class NetlistSynthesis
{
    private const string Statistics = "cells.json";

    internal static readonly ExternalTool Yosys = new("yosys", "scripts/install-tools yosys");

    /// <summary>Synthesizes an accelerator.</summary>
    /// <param name="configuration">the configuration the folder was generated from</param>
    /// <param name="rtlFolder">the generated folder</param>
    /// <param name="library">what to make it of</param>
    /// <param name="netlistFolder">where the netlist and the models of its cells go</param>
    /// <exception cref="ModelBuildException">Yosys refused the design</exception>
    /// <exception cref="InputException">Yosys refused the library, or memories are to be preloaded that the netlist leaves out</exception>
    /// <exception cref="ToolMissingException">Yosys is not installed</exception>
    public static Netlist Run(ArrayConfiguration configuration, string rtlFolder, CellLibrary library, string netlistFolder)
    {
        if (configuration.Preload && library.KeptModule is not null)
            throw new InputException(configuration.Name, $"memory.preload: true, must be false for a netlist of {library.Name}: its memories are macros, which start with nothing");
        var design = AcceleratorModel.Describe(configuration, rtlFolder);
        Directory.CreateDirectory(netlistFolder);
        if (configuration.Preload)
            CopyContents(AcceleratorModel.Contents(rtlFolder), Path.Combine(netlistFolder, PreloadedMemories.Folder));
        List<string> models = library.Models(netlistFolder) is { } cells ? [cells] : [];
        if (library.KeptModule is { } kept)
            models.Add(design.Sources.Single(source => Path.GetFileNameWithoutExtension(source) == kept));
        var script = $"read_verilog {string.Join(' ', design.Sources.Select(Path.GetFullPath))}; {library.Synthesis(design.Top)}; "
            + $"tee -q -o {Statistics} stat -json; write_verilog -noattr {design.Top}.v";
        var ran = Yosys.Run(netlistFolder, ["-q", "-p", script]);
        if (ran.ExitCode != 0)
            throw new ModelBuildException($"yosys refused {design.Top}:\n{ran.Output}{ran.Error}");
        return new Netlist(design.Top, Path.Combine(netlistFolder, $"{design.Top}.v"), models, library,
            YosysStatistics.Parse(File.ReadAllText(Path.Combine(netlistFolder, Statistics)), "", design.Top).Cells);
    }

    // Where $readmemh looks for them.
    private static void CopyContents(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }
}
