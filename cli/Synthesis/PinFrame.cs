using System.Text;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;

namespace HwGen.Cli.Synthesis;

/// <summary>A frame of registers around the top, with four pins: the top's hundreds of ports would not fit a package. Each input comes from a shift
/// register, each output ends in a register whose parity leaves the frame, so that nothing is optimized away and every path is timed.</summary>
public static class PinFrame
{
    /// <summary>Module name of the frame.</summary>
    public const string Name = "hwgen_pin_frame";

    /// <summary>Registers of the frame, which are no part of the design.</summary>
    public static int Registers(ArrayConfiguration configuration) => Inputs(configuration) + Outputs(configuration) + 1;

    /// <summary>The Verilog-2005 text.</summary>
    public static string Print(ArrayConfiguration configuration)
    {
        int inputs = Inputs(configuration);
        int outputs = Outputs(configuration);
        var connections = new StringBuilder();
        int input = 0, output = 0;
        foreach (Port port in TopPorts.All.Where(port => port.Name != "aclk"))
        {
            int bits = port.Bits(configuration);
            int low = port.IsInput ? input : output;
            connections.Append($",\n        .{port.Name}({(port.IsInput ? "stimulus" : "response")}[{low + bits - 1}:{low}])");
            if (port.IsInput)
                input += bits;
            else
                output += bits;
        }

        return $"""
            module {Name} (
                input  wire aclk,
                input  wire serial_i,
                output reg  parity_o
            );
                reg  [{inputs - 1}:0] stimulus;
                wire [{outputs - 1}:0] response;
                reg  [{outputs - 1}:0] captured;

                {configuration.ModuleName} design (
                    .aclk(aclk){connections}
                );

                always @(posedge aclk) begin
                    stimulus <= {"{"}stimulus[{inputs - 2}:0], serial_i{"}"};
                    captured <= response;
                    parity_o <= ^captured;
                end
            endmodule

            """.ReplaceLineEndings("\n");
    }

    private static int Inputs(ArrayConfiguration configuration) =>
        TopPorts.All.Where(port => port.IsInput && port.Name != "aclk").Sum(port => port.Bits(configuration));

    private static int Outputs(ArrayConfiguration configuration) =>
        TopPorts.All.Where(port => !port.IsInput).Sum(port => port.Bits(configuration));
}
