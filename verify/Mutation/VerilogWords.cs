namespace HwGen.Verify.Mutation;

/// <summary>The reserved words that our Verilog uses.</summary>
internal static class VerilogWords
{
    public static readonly HashSet<string> Keywords =
    [
        "always", "assign", "begin", "case", "default", "else", "end", "endcase", "endfunction", "endgenerate", "endmodule", "for",
        "function", "generate", "genvar", "if", "initial", "inout", "input", "integer", "localparam", "module", "negedge", "or", "output",
        "parameter", "posedge", "reg", "signed", "wire",
    ];

    /// <summary>Statements whose <c>=</c> is no assignment of a process.</summary>
    public static readonly HashSet<string> Declarations =
        ["assign", "function", "genvar", "input", "integer", "localparam", "module", "output", "parameter", "reg", "wire"];
}
