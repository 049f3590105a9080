using HwGen.Core.Configuration;
using HwGen.Verify.Coverage;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Gemm;

/// <summary>The generated accelerator as a model for the simulator.</summary>
public static class AcceleratorModel
{
    /// <summary>What need not be hit of its Verilog, with the reasons.</summary>
    public static IReadOnlyList<CoverageExclusion> CoverageExclusions { get; } =
    [
        new("stream_gearbox.v", "function integer gcd", "endfunction", "a constant function: it runs at elaboration, never in simulation"),
    ];

    /// <summary>What to build: every Verilog file of a generated folder, the generated top on top.</summary>
    /// <param name="configuration">the configuration the folder was generated from</param>
    /// <param name="rtlFolder">a folder with <c>.v</c> files, searched with its subfolders</param>
    /// <param name="optimization">the C++ compiler's -O level; 1 suits tests, 2 long runs</param>
    /// <exception cref="FileNotFoundException">the folder has no Verilog file</exception>
    public static ModelDescription Describe(ArrayConfiguration configuration, string rtlFolder, int optimization = 1)
    {
        var sources = Directory.Exists(rtlFolder)
            ? Directory.GetFiles(rtlFolder, "*.v", SearchOption.AllDirectories)
            : [];
        if (sources.Length == 0)
            throw new FileNotFoundException($"{rtlFolder}: no Verilog files, expected a folder that `hwgen generate` made");
        Array.Sort(sources, StringComparer.Ordinal);
        return new ModelDescription
        {
            Top = configuration.ModuleName,
            Sources = sources,
            Optimization = optimization,
        };
    }
}
