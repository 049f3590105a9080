using System.Security.Cryptography;
using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Mutation;

/// <summary>Turns a copy of the design with a mutation into a model, in two steps: what Verilator makes of it tells whether it differs at all.</summary>
/// <remarks>Without waves and optimization: a mutant lives for a second. Not kept in the cache of models.</remarks>
internal sealed class MutantBuild
{
    /// <summary>The folder of a finished model, below the folder of its mutant.</summary>
    public const string ModelFolder = ModelCompilation.ResultFolder;

    private readonly ArrayConfiguration configuration;
    private readonly IReadOnlyList<(string File, string Text)> design;
    private readonly ToolChain tools;
    private readonly RuntimeObjects runtime;

    /// <param name="configuration">the array</param>
    /// <param name="design">its Verilog files, by name</param>
    /// <param name="limit">the longest a tool may take</param>
    public MutantBuild(ArrayConfiguration configuration, IReadOnlyList<(string File, string Text)> design, TimeSpan limit)
    {
        (this.configuration, this.design) = (configuration, design);
        tools = new ToolChain(ModelBuilder.DefaultFolder(), limit);
        runtime = new RuntimeObjects(tools, ModelBuilder.DefaultFolder());
    }

    /// <summary>What a model of the configuration is described by, wherever its sources lie.</summary>
    public static ModelDescription Describe(ArrayConfiguration configuration, IReadOnlyList<string> sources) => new()
    {
        Top = configuration.ModuleName,
        Sources = sources,
        Waves = WaveFormat.None,
        Optimization = 0,
        WarningsAreErrors = true,
    };

    /// <summary>Writes the design with a mutation, if any, and translates it to C++.</summary>
    /// <returns>a hash over the C++</returns>
    /// <exception cref="ModelBuildException">Verilator refuses it or warns: lint finds such a mistake, a test need not</exception>
    public string Translate(string folder, Mutation? mutation)
    {
        Compilation(folder, Write(folder, mutation)).Translate();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(Path.Combine(folder, ModelCompilation.GeneratedFolder), "Vmodel*").Order(StringComparer.Ordinal))
            if (Path.GetExtension(file) is ".cpp" or ".h")
                hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Compiles what was translated.</summary>
    /// <exception cref="ModelBuildException">the compiler refuses it</exception>
    public void Compile(string folder) => Compilation(folder, []).Compile("");

    private ModelCompilation Compilation(string folder, IReadOnlyList<string> sources) =>
        new(Describe(configuration, sources), tools, runtime, folder);

    private List<string> Write(string folder, Mutation? mutation)
    {
        var rtl = Directory.CreateDirectory(Path.Combine(folder, "design")).FullName;
        var paths = new List<string>();
        foreach (var (file, text) in design)
        {
            paths.Add(Path.Combine(rtl, file));
            File.WriteAllText(paths[^1], file == mutation?.File ? mutation.Apply(text) : text);
        }

        return paths;
    }
}
