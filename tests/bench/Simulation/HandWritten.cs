using System.Globalization;
using HwGen.Verify.Processes;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Bench.Simulation;

/// <summary>The same test in C++ on the same design, as a program of its own compiled with all optimizations.</summary>
internal static class HandWritten
{
    /// <summary>Builds it.</summary>
    /// <returns>runs it and gives cycles per CPU second</returns>
    public static Func<int, double> Build(ModelDescription description, string source)
    {
        var folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        Run(new ExternalTool("verilator", "sudo apt-get install -y verilator"), folder,
            ["--cc", "-O3", "--top-module", description.Top, "--prefix", "Vmodel", "--x-assign", "fast", "--x-initial", "fast", "--noassert",
                "--exe", "--build", "-CFLAGS", "-O3 -march=native", "-MAKEFLAGS", "OPT_FAST=-O3 OPT_SLOW=-O3 OPT_GLOBAL=-O3",
                "-o", "bench", .. description.Parameters.Select(p => $"-G{p.Key}={p.Value}"), .. description.Sources, source]);
        var program = new ExternalTool(Path.Combine(folder, "obj_dir", "bench"), "");
        return cycles => double.Parse(Run(program, folder, [cycles.ToString(CultureInfo.InvariantCulture)]), CultureInfo.InvariantCulture);
    }

    private static string Run(ExternalTool tool, string folder, IEnumerable<string> arguments)
    {
        var result = tool.Run(folder, arguments);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException($"{tool.Name}: {result.Output}{result.Error}");
    }
}
