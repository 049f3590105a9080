using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.MemoryFiles;
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

    /// <summary>What to build: every Verilog file of a generated folder, the generated top on top. Memories that are preloaded start with what the folder
    /// holds now.</summary>
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
            Parameters = Parameters(configuration, rtlFolder),
        };
    }

    /// <summary>Where a model of the array reads preloaded contents; empty if it reads none.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="folder">with the folder of contents in it or below it</param>
    /// <exception cref="FileNotFoundException">it holds no contents</exception>
    public static IReadOnlyDictionary<string, ParameterValue> Parameters(ArrayConfiguration configuration, string folder) => configuration.Preload
        ? new Dictionary<string, ParameterValue> { ["PRELOAD_FOLDER"] = PreloadStore.Keep(Contents(folder)) }
        : new Dictionary<string, ParameterValue>();

    /// <summary>The folder of preloaded contents in or below another.</summary>
    /// <exception cref="FileNotFoundException">there is none</exception>
    public static string Contents(string folder) =>
        Directory.GetDirectories(folder, PreloadedMemories.Folder, SearchOption.AllDirectories).FirstOrDefault()
            ?? throw new FileNotFoundException($"{folder}: no folder {PreloadedMemories.Folder}, expected one that `hwgen generate` made");

    /// <summary>Writes an image into the contents that a folder's memories start with.</summary>
    /// <param name="image">of the array in the folder</param>
    /// <param name="folder">with the folder of contents in it or below it</param>
    /// <exception cref="FileNotFoundException">it holds no contents</exception>
    public static void Preload(WeightImage image, string folder)
    {
        string contents = Contents(folder);
        foreach ((string name, byte[] content) in MemoryExport.Files(image, image.Configuration.Name, [new ReadmemhFormat()], isTrimmed: false))
            File.WriteAllBytes(Path.Combine(contents, name), content);
    }
}
