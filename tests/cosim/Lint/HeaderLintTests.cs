using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Registers;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Lint;

/// <summary>The register headers are read by those who are to include them.</summary>
public sealed class HeaderLintTests
{
    private static readonly ArrayConfiguration Starter = ConfigurationWriter.Starter("headers");

    [NeedsToolFact("gcc")]
    public void A_c_compiler_accepts_the_register_header()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.At("hwgen_regs.h"), CRegisterHeader.Print(Starter));
        File.WriteAllText(scratch.At("use.c"), """
            #include "hwgen_regs.h"
            _Static_assert(HWGEN_STATUS_REG_OFFSET == 0x28, "offset");
            _Static_assert(HWGEN_STATUS_IMAGES_MASK == 3 && HWGEN_STATUS_IMAGES_OFFSET == 8, "field");
            _Static_assert(HWGEN_CTRL_DONE_BIT == 1, "bit");
            int unused;

            """);

        new Linter("gcc", (_, _) => []).RequireSilence(
            scratch.Path, ["-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only", "use.c"]);
    }

    [NeedsToolFact("verilator", "iverilog", "yosys")]
    public void Verilog_tools_accept_the_register_header()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.At("hwgen_regs.vh"), VerilogRegisterHeader.Print(Starter));
        File.WriteAllText(scratch.At("uses_registers.v"), """
            module uses_registers (output wire [7:0] offset_o);
                `include "hwgen_regs.vh"
                assign offset_o = HWGEN_STATUS_OFFSET;
            endmodule

            """);

        Assert.All([Linter.Icarus, Linter.Yosys], linter =>
            linter.RequireSilence(scratch.Path, "uses_registers", "uses_registers.v"));
        Linter.Verilator.RequireSilence(scratch.Path, ["--lint-only", "-Wall", "uses_registers.v"]);
    }
}
