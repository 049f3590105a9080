using HwGen.Hdlgen;

namespace HwGen.Cli.Synthesis;

/// <summary>What takes the place of <c>ram_simple_dual_port</c> where cells are a Liberty file's: a memory of registers would dwarf the array, and a
/// compiled macro is not to be had. Inputs end and outputs begin in flip-flops, as at a macro; its area is counted apart.</summary>
public static class MemoryStandIn
{
    /// <summary>Name of the module it replaces.</summary>
    public const string Module = "ram_simple_dual_port";

    private const string EndOfPorts = "\n);\n";

    private const string Body = """
            reg [WIDTH-1:0] held;
            reg             mixed;
            always @(posedge clk_i) begin
                if (write_enable_i) held <= write_data_i;
                mixed <= ^{write_address_i, read_address_i};
                if (read_enable_i) read_data_o <= held ^ {WIDTH{mixed}};
            end
        endmodule

        """;

    /// <summary>The Verilog-2005 text: parameters and ports of the module, another inside.</summary>
    public static string Text { get; } = Head(RtlTemplates.All.Single(template => template.Name == Module).Text) + Body.ReplaceLineEndings("\n");

    private static string Head(string module) => module[..(module.IndexOf(EndOfPorts, StringComparison.Ordinal) + EndOfPorts.Length)];
}
