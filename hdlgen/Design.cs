using System.Collections.Immutable;
using System.Text;
using HwGen.Core.Configuration;
using HwGen.Core.MemoryFiles;
using HwGen.Hdlgen.Packaging;
using HwGen.Hdlgen.Registers;

namespace HwGen.Hdlgen;

/// <summary>All that is generated for a configuration. The same configuration gives the same bytes.</summary>
/// <param name="Configuration">what it was made from</param>
/// <param name="Files">sorted by path; no two have the same</param>
public sealed record Design(ArrayConfiguration Configuration, ImmutableArray<GeneratedFile> Files)
{
    /// <summary>Name of the top module.</summary>
    public string TopModule => Configuration.ModuleName;

    /// <summary>The Verilog files, modules before the top.</summary>
    public IEnumerable<GeneratedFile> Verilog => Files.Where(file => file.IsVerilog);

    /// <summary>With <c>memory.preload</c>: what the memories start with, and its manifest; otherwise none.</summary>
    public IEnumerable<GeneratedFile> Memories => Files.Where(file => file.Path.StartsWith(MemoryFolder, StringComparison.Ordinal));

    /// <summary>The Verilog files, then the contents of memories that they read.</summary>
    public IEnumerable<GeneratedFile> Sources => [.. Verilog, .. Memories.Where(IsContent)];

    private const string MemoryFolder = $"rtl/{PreloadedMemories.Folder}/";

    /// <summary>Generates everything for a configuration.</summary>
    /// <param name="configuration">obeys the rules of <see cref="ConfigurationRules"/></param>
    public static Design From(ArrayConfiguration configuration)
    {
        ConfigurationRules.Require(configuration);
        ImmutableArray<GeneratedFile> verilog =
        [
            .. RtlTemplates.All.Select(template => new GeneratedFile(
                $"rtl/{template.Name}.v", template.Text, template.Summary)),
            new($"rtl/{configuration.ModuleName}.v", TopModulePrinter.Print(configuration), "the top, with this configuration's values"),
        ];
        ImmutableArray<GeneratedFile> memories = configuration.Preload
            ? [.. MemoryExport.Placeholder(configuration).Select(file => new GeneratedFile(
                $"{MemoryFolder}{file.Name}", Encoding.ASCII.GetString(file.Content), file.Name == MemoryFileManifest.FileName
                    ? "width, depth and checksum of what memories start with"
                    : "what memories start with until an image takes its place"))]
            : [];
        ImmutableArray<GeneratedFile> sources = [.. verilog, .. memories.Where(IsContent)];
        GeneratedFile[] others =
        [
            new("configuration.yaml", ConfigurationWriter.Write(configuration), "the configuration, every key written out"),
            new("files.f", FileList.ForSimulators(configuration, verilog), "file list for Verilator and Icarus"),
            new("read.ys", FileList.ForYosys(configuration, verilog), "Yosys script that reads and elaborates the design"),
            new("software/hwgen_regs.h", CRegisterHeader.Print(configuration), "registers and identity for C"),
            new("rtl/include/hwgen_regs.vh", VerilogRegisterHeader.Print(configuration), "registers for Verilog"),
            new("registers/registers.html", RegisterPage.Print(configuration), "registers with pictures of their bits"),
            new($"registers/{configuration.ModuleName}.svd", SvdFile.Print(configuration), "registers as CMSIS-SVD, for debuggers"),
            new($"registers/{configuration.ModuleName}.rdl", SystemRdlFile.Print(configuration), "registers as SystemRDL 2.0"),
            new("packaging/component.xml", IpXactComponent.Print(configuration, sources), "IP-XACT 2014 component: ports, buses, registers, files"),
            new("packaging/package_ip.tcl", VivadoPackage.Print(configuration, sources), "makes a Vivado IP of the design"),
            new($"packaging/{configuration.ModuleName}_hw.tcl", QuartusComponent.Print(configuration, sources), "component for Platform Designer"),
            new($"{configuration.ModuleName}.core", FuseSocCore.Print(configuration, sources), "FuseSoC core"),
            new($"{configuration.ModuleName}.eda.yml", EdamFile.Print(configuration, sources), "Edalize description"),
        ];
        ImmutableArray<GeneratedFile> files = Sorted([.. verilog, .. memories, .. others, .. ConstraintFiles.Of(configuration)]);
        var readme = new GeneratedFile("README.md", InstanceReadme.Print(configuration, files), "this instance: ports, registers, sizes, speed");
        return new Design(configuration, Sorted([.. files, readme]));
    }

    /// <summary>Whether a file holds what a memory starts with.</summary>
    internal static bool IsContent(GeneratedFile file) => file.Path.EndsWith(".mem", StringComparison.Ordinal);

    private static ImmutableArray<GeneratedFile> Sorted(ImmutableArray<GeneratedFile> files) =>
        files.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path));
}
