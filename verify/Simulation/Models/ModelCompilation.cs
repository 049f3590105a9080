using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>One run from Verilog to a shared library, inside a folder of its own.</summary>
/// <remarks>All generated C++ and the shim form one translation unit: that compiles several times faster than
/// Verilator's own make files.</remarks>
internal sealed class ModelCompilation(ModelDescription description, ToolChain tools, RuntimeObjects runtime, string work)
{
    /// <summary>The folder below the working folder that goes into the cache.</summary>
    public const string ResultFolder = "result";

    public const string WarningsFile = "warnings.txt";
    public const string HeaderFile = "Vmodel.h";

    private const string SourceFolder = "rtl";

    /// <summary>The folder below the working folder with what Verilator writes.</summary>
    public const string GeneratedFolder = "generated";

    /// <summary>Builds the model.</summary>
    /// <returns>the files it was built from</returns>
    public IReadOnlyList<ModelFile> Run()
    {
        var copies = CopySources();
        Compile(Verilate(copies));
        return new ModelFiles(description, tools.RuntimeFolder).Read(
            [.. copies.Select(c => Path.Combine(work, c.Copy))], work, Path.Combine(work, GeneratedFolder));
    }

    /// <summary>Makes C++ of the sources.</summary>
    /// <returns>Verilator's warnings</returns>
    public string Translate() => Verilate(CopySources());

    /// <summary>Makes a shared library of what was translated.</summary>
    /// <param name="warnings">kept beside it</param>
    public void Compile(string warnings)
    {
        var result = Directory.CreateDirectory(Path.Combine(work, ResultFolder)).FullName;
        var header = File.ReadAllText(Path.Combine(work, GeneratedFolder, HeaderFile));
        CompileAndLink(PortReader.Read(header), Path.Combine(result, "model.so"));
        File.WriteAllText(Path.Combine(result, HeaderFile), header);
        File.WriteAllText(Path.Combine(result, WarningsFile), warnings);
    }

    // The sources are copied so that the messages of a model do not depend on where its files lay when it was built.
    private List<(string Copy, string Original)> CopySources()
    {
        Directory.CreateDirectory(Path.Combine(work, SourceFolder));
        var copies = new List<(string Copy, string Original)>();
        foreach (var source in description.Sources)
        {
            var copy = Path.Combine(SourceFolder, Path.GetFileName(source));
            for (var i = 2; copies.Exists(c => c.Copy == copy); i++)
                copy = Path.Combine(SourceFolder, $"{Path.GetFileNameWithoutExtension(source)}_{i}{Path.GetExtension(source)}");
            File.Copy(source, Path.Combine(work, copy));
            copies.Add((copy, source));
        }

        return copies;
    }

    private string Verilate(IReadOnlyList<(string Copy, string Original)> copies)
    {
        List<string> arguments = [.. VerilatorArguments.Options(description), "--Mdir", GeneratedFolder];
        arguments.AddRange(description.IncludeFolders.Select(folder => "-I" + Path.GetFullPath(folder)));
        if (description.PublicSignals.Count > 0)
        {
            File.WriteAllText(Path.Combine(work, "public.vlt"), VerilatorArguments.Configuration(description.PublicSignals));
            arguments.Add("public.vlt");
        }

        arguments.AddRange(copies.Select(c => c.Copy));
        var ran = tools.Verilator.Run(work, arguments);
        var said = copies.Aggregate(ran.Error, (text, c) => text.Replace(c.Copy, c.Original, StringComparison.Ordinal));
        return ran.ExitCode == 0 ? said : throw new ModelBuildException($"verilator refused {description.Top}:\n{said}");
    }

    private void CompileAndLink(IReadOnlyList<PortInfo> ports, string library)
    {
        var generated = Path.Combine(work, GeneratedFolder);
        File.WriteAllText(Path.Combine(generated, ShimSource.PrintHeader), ShimSource.Read(ShimSource.PrintHeader));
        File.WriteAllText(Path.Combine(generated, ShimSource.Shim), ShimSource.Read(ShimSource.Shim));
        File.WriteAllText(Path.Combine(generated, "unit.cc"), TranslationUnit(generated, ports));
        var coverage = description.Coverage != CoverageKinds.None;
        var ran = tools.Compiler.Run(generated,
        [
            .. CompilerFlags.Common(description.Waves, coverage), $"-O{description.Optimization}", "-include", ShimSource.PrintHeader,
            "-I", ".", "-I", tools.RuntimeFolder, "-I", Path.Combine(tools.RuntimeFolder, "vltstd"),
            "-shared", "-Wl,-Bsymbolic", .. description.NativeSources.Count > 0 ? ["-MMD"] : Array.Empty<string>(), "unit.cc", .. description.NativeSources.Select(Path.GetFullPath), .. runtime.For(description.Waves, coverage), "-o", "model.so", "-pthread", "-latomic",
            .. description.Waves == WaveFormat.Fst ? ["-lz"] : Array.Empty<string>(),
        ]);
        if (ran.ExitCode == 0)
            File.Move(Path.Combine(generated, "model.so"), library);
        else
            throw new ModelBuildException($"g++ could not compile the model of {description.Top}:\n{ran.Error}");
    }

    private string TranslationUnit(string generated, IReadOnlyList<PortInfo> ports)
    {
        var text = new StringBuilder();
        foreach (var file in Directory.EnumerateFiles(generated, "*.cpp").Select(Path.GetFileName).Order(StringComparer.Ordinal))
            if (file != ShimSource.Shim)
                text.Append($"#include \"{file}\"\n");
        text.Append($"#define HWGEN_TRACE {(int)description.Waves}\n");
        text.Append("static void* hwgen_port(Vmodel* model, int index) {\n    switch (index) {\n");
        for (var i = 0; i < ports.Count; i++)
            text.Append($"    case {i}: return &model->{ports[i].Member};\n");
        text.Append("    default: return nullptr;\n    }\n}\n");
        if (description.IsTimed)
            text.Append(ShimSource.Read(ShimSource.TimedModel));
        text.Append($"#include \"{ShimSource.Shim}\"\n");
        if (description.IsTimed)
            text.Append("HWGEN_EXPORT int64_t hwgen_spent(HwgenHandle* h) { return h->model ? h->model->spent : 0; }\n");
        if (description.PublicSignals.Any(signal => signal.Forceable))
            text.Append(ForceTable.Source(description, File.ReadAllText(Path.Combine(generated, ForceTable.Header))));
        return text.ToString();
    }
}
