using System.Security.Cryptography;
using System.Text;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Verilator's runtime, compiled once per version of the tools and set of flags.</summary>
/// <param name="tools">the tools</param>
/// <param name="cacheFolder">the cache's root</param>
internal sealed class RuntimeObjects(ToolChain tools, string cacheFolder)
{
    /// <summary>The object files a model links, compiled first where they are missing.</summary>
    public IReadOnlyList<string> For(WaveFormat waves, bool coverage)
    {
        var flags = CompilerFlags.Common(waves, coverage).Append(CompilerFlags.RuntimeOptimization).ToList();
        var identity = string.Join('\n', [tools.Version, .. flags, ShimSource.Read(ShimSource.PrintHeader)]);
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..16];
        var folder = Path.Combine(cacheFolder, "runtime", key);
        var units = CompilerFlags.RuntimeUnits(waves, coverage).ToList();
        var objects = units.Select(unit => Path.Combine(folder, unit + ".o")).ToList();
        if (objects.TrueForAll(File.Exists))
            return objects;

        using (FolderLock.Take(folder + ".lock"))
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(Path.Combine(folder, ShimSource.PrintHeader), ShimSource.Read(ShimSource.PrintHeader));
            Parallel.ForEach(units, unit => Compile(folder, unit, flags));
        }

        return objects;
    }

    private void Compile(string folder, string unit, IEnumerable<string> flags)
    {
        var target = Path.Combine(folder, unit + ".o");
        if (File.Exists(target))
            return;
        var unfinished = unit + ".unfinished.o";
        var result = tools.Compiler.Run(folder,
        [
            .. flags, "-include", ShimSource.PrintHeader, "-I", tools.RuntimeFolder, "-I",
            Path.Combine(tools.RuntimeFolder, "vltstd"), "-c", Path.Combine(tools.RuntimeFolder, unit + ".cpp"), "-o", unfinished,
        ]);
        if (result.ExitCode != 0)
            throw new ModelBuildException($"g++ could not compile Verilator's runtime ({unit}.cpp):\n{result.Error}");
        File.Move(Path.Combine(folder, unfinished), target, overwrite: true);
    }
}
