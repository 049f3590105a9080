using HwGen.Core.Configuration;
using HwGen.Hdlgen.Registers;
using HwGen.Tests.Shared;
using HwGen.Verify.Processes;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Compiles the C driver with the header of a configuration, every warning an error.</summary>
internal static class CCompiler
{
    public const string Driver = "drivers/c";

    private static readonly string[] Strict = ["-std=c99", "-Wall", "-Wextra", "-Werror", "-pedantic", "-Wshadow"];

    private static readonly string[] Folders = [Driver, $"{Driver}/ports/axi_dma", $"{Driver}/ports/linux_uio"];

    /// <summary>The driver's source files.</summary>
    public static IEnumerable<string> Sources =>
        RepositoryFolder.Files(Driver).Where(file => Path.GetDirectoryName(file) == Driver && Path.GetExtension(file) == ".c").Select(RepositoryFolder.At);

    /// <summary>Runs gcc; fails with what it says.</summary>
    /// <param name="configuration">whose header is included</param>
    /// <param name="folder">where the header goes, and the working folder</param>
    /// <param name="arguments">options and files besides those of every compilation</param>
    public static void Run(ArrayConfiguration configuration, string folder, params IEnumerable<string> arguments)
    {
        File.WriteAllText(Path.Combine(folder, "hwgen_regs.h"), CRegisterHeader.Print(configuration));
        ToolResult result = new ExternalTool("gcc", "scripts/install-tools gcc").Run(
            folder, [.. Strict, .. Folders.SelectMany(path => new[] { "-I", RepositoryFolder.At(path) }), "-I", folder, .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("", result.Error);
    }
}
