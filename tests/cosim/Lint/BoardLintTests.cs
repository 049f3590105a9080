using HwGen.Cli.Boards;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Boards;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>The modules of <c>boards</c> and what is printed for a board are read without a warning.</summary>
public sealed class BoardLintTests
{
    private static readonly string Modules = RepositoryFolder.At("boards/rtl");

    public static TheoryData<string> Names() => [.. BoardDesign.Modules.Select(module => module.Name)];

    public static TheoryData<string> Configurations() => ["icebreaker", "int8-4of8-2x8x2_8x8"];

    [NeedsToolTheory("verilator")]
    [MemberData(nameof(Names))]
    public void Verilator_finds_a_module_clean(string module) =>
        Linter.Verilator.RequireSilence(Modules, module, "-y", ".", "-y", "../../rtl-templates", $"{module}.v");

    [NeedsToolTheory("iverilog")]
    [MemberData(nameof(Names))]
    public void Icarus_finds_a_module_clean(string module) =>
        Linter.Icarus.RequireSilence(Modules, module, "-y", ".", "-y", "../../rtl-templates", $"{module}.v");

    [NeedsToolTheory("verilator", "iverilog", "yosys")]
    [MemberData(nameof(Configurations))]
    public void An_accelerator_behind_a_serial_line_is_clean(string configuration)
    {
        using var scratch = new ScratchFolder();
        GeneratedFile[] files = [.. BoardDesign.Portable(ConfigurationFile.Read(RepositoryFolder.At($"configs/{configuration}.yaml")))];
        foreach (GeneratedFile file in files)
            File.WriteAllText(scratch.At(file.Path), file.Text);

        foreach (Linter linter in new[] { Linter.Verilator, Linter.Icarus, Linter.Yosys })
            linter.RequireSilence(scratch.Path, UartTopPrinter.Name, [.. files.Select(file => file.Path)]);
    }

    [NeedsToolFact("yosys")]
    public void The_boards_own_file_fits_the_cells_of_the_vendor()
    {
        using var scratch = new ScratchFolder();
        ArrayConfiguration configuration = ConfigurationFile.Read(RepositoryFolder.At("configs/icebreaker.yaml"));
        foreach (Board board in Board.All)
        {
            foreach (GeneratedFile file in BoardDesign.From(configuration, board).Verilog)
                File.WriteAllText(scratch.At(file.Path), file.Text);
            Linter.Yosys.RequireSilence(scratch.Path, ["-q", "-p", $"read_verilog -lib -D ICE40_U +/ice40/cells_sim.v; read_verilog *.v; hierarchy -check -top {board.Name}; proc; check -assert"]);
        }
    }
}
