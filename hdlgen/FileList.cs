using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>Prints the lists that tools read the design with. Paths are relative to the design's folder.</summary>
public static class FileList
{
    /// <summary>One file a line: <c>verilator -F files.f</c>, or <c>iverilog -c files.f</c> in the folder.</summary>
    public static string ForSimulators(ArrayConfiguration configuration, IEnumerable<GeneratedFile> verilog) =>
        $"// {Provenance.Line(configuration)}\n" + string.Concat(verilog.Select(file => file.Path + "\n"));

    /// <summary>Reads, elaborates and checks; a synthesis command may follow.</summary>
    public static string ForYosys(ArrayConfiguration configuration, IEnumerable<GeneratedFile> verilog) =>
        $"# {Provenance.Line(configuration)}\n"
        + string.Concat(verilog.Select(file => $"read_verilog {file.Path}\n"))
        + $"hierarchy -check -top {configuration.ModuleName}\nproc\ncheck -assert\n";
}
