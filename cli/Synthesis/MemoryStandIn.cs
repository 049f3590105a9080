namespace HwGen.Cli.Synthesis;

/// <summary>What takes the place of <c>ram_simple_dual_port</c> where cells are a Liberty file's: a memory of registers would dwarf the array, and a
/// compiled macro is not to be had. Inputs end and outputs begin in flip-flops, as at a macro; its area is counted apart.</summary>
public static class MemoryStandIn
{
    /// <summary>Name of the module it replaces.</summary>
    public const string Module = "ram_simple_dual_port";

    /// <summary>The Verilog-2005 text.</summary>
    public const string Text = """
        module ram_simple_dual_port #(
            parameter WIDTH     = 16,
            parameter DEPTH     = 256,
            parameter ADDRESS_W = DEPTH > 1 ? $clog2(DEPTH) : 1
        ) (
            input  wire                 clk_i,
            input  wire                 write_enable_i,
            input  wire [ADDRESS_W-1:0] write_address_i,
            input  wire [WIDTH-1:0]     write_data_i,
            input  wire                 read_enable_i,
            input  wire [ADDRESS_W-1:0] read_address_i,
            output reg  [WIDTH-1:0]     read_data_o
        );
            reg [WIDTH-1:0] held;
            reg             mixed;
            always @(posedge clk_i) begin
                if (write_enable_i) held <= write_data_i;
                mixed <= ^{write_address_i, read_address_i};
                if (read_enable_i) read_data_o <= held ^ {WIDTH{mixed}};
            end
        endmodule

        """;
}
