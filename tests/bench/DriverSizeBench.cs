using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Hdlgen.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Bench;

/// <summary>Code and data of the C driver, compiled by this machine's gcc for size; another processor's compiler gives other numbers.</summary>
internal static class DriverSizeBench
{
    public static void Run()
    {
        string folder = Directory.CreateTempSubdirectory("hwgen-bench-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "hwgen_regs.h"), CRegisterHeader.Print(ConfigurationWriter.Starter("size")));
            string[] sources =
            [
                .. RepositoryFolder.Files("drivers/c").Where(file => Path.GetDirectoryName(file) == "drivers/c" && Path.GetExtension(file) == ".c").Order(),
            ];
            Tool("gcc", folder, ["-std=c99", "-Os", "-c", "-I", folder, "-I", RepositoryFolder.At("drivers/c"), .. sources.Select(RepositoryFolder.At)]);
            Console.WriteLine($"{Tool("gcc", folder, ["-dumpmachine"]).Trim()}, gcc {Tool("gcc", folder, ["-dumpversion"]).Trim()} -Os, bytes.\n");

            var table = new BenchTable("file                 ", "code ", "constant data", "variables");
            int[] sum = [0, 0, 0];
            foreach (string source in sources)
            {
                int[] bytes = Sizes(Tool("size", folder, ["--format=sysv", Path.GetFileNameWithoutExtension(source) + ".o"]));
                table.Row([Path.GetFileName(source), .. bytes.Cast<object>()]);
                sum = [.. sum.Zip(bytes, (a, b) => a + b)];
            }

            table.Row(["total", .. sum.Cast<object>()]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Bytes of code, of constants and of variables in what <c>size --format=sysv</c> prints: a line for each section.</summary>
    private static int[] Sizes(string sections)
    {
        int Sum(params string[] names) => sections.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3 && names.Any(name => words[0] == name || words[0].StartsWith(name + ".", StringComparison.Ordinal)))
            .Sum(words => int.Parse(words[1], CultureInfo.InvariantCulture));
        return [Sum(".text"), Sum(".rodata", ".data.rel.ro"), Sum(".data", ".bss") - Sum(".data.rel.ro")];
    }

    private static string Tool(string name, string folder, IEnumerable<string> arguments)
    {
        ToolResult result = new ExternalTool(name, "scripts/install-tools gcc").Run(folder, arguments);
        return result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Error);
    }
}
