using HwGen.Core.Configuration;
using HwGen.Hdlgen;

namespace HwGen.Tests.Cosim.FourState;

/// <summary>Prints a test bench that gives the top the inputs of a trace and says in which clocks its outputs differ, X and Z included.</summary>
internal static class ReplayBench
{
    /// <summary>Module name.</summary>
    public const string Name = "replay";

    /// <summary>File with the clocks of the trace, a line each.</summary>
    public const string Clocks = "replay.mem";

    /// <summary>The Verilog text. Data are compared where they are valid, everything else in every clock.</summary>
    /// <param name="configuration">of the top</param>
    /// <param name="trace">what it saw and did elsewhere</param>
    /// <param name="firstClock">before it the reset has not reached everything</param>
    public static string Print(ArrayConfiguration configuration, PortTrace trace, int firstClock)
    {
        int inputBits = trace.Inputs.Sum(port => port.Bits(configuration));
        int outputBits = trace.Outputs.Sum(port => port.Bits(configuration));
        return $$"""
            module {{Name}};
                reg                    clock = 0;
                reg [{{inputBits + outputBits - 1}}:0] clocks [0:{{trace.Clocks.Count - 1}}];
                reg [{{inputBits - 1}}:0]  given;
                reg [{{outputBits - 1}}:0] expected;
                wire [{{outputBits - 1}}:0] found;
                integer                n;

                {{configuration.ModuleName}} top (
                    .aclk(clock),
            {{Connections(trace.Inputs, "given")}},
            {{Connections(trace.Outputs, "found")}}
                );

                initial begin
                    $readmemb("{{Clocks}}", clocks);
                    for (n = 0; n < {{trace.Clocks.Count}}; n = n + 1) begin
                        {given, expected} = clocks[n];
                        #5;
                        if (n >= {{firstClock}}) begin
            {{string.Join('\n', trace.Outputs.Select(Comparison))}}
                        end
                        clock = 1;
                        #5 clock = 0;
                    end
                    $display("%0d clocks", n);
                end
            endmodule

            """;

        string Connections(IReadOnlyList<Port> ports, string vector) =>
            string.Join(",\n", ports.Select(port => $"        .{port.Name}({Slice(ports, port, vector)})"));

        string Comparison(Port port)
        {
            Port? valid = trace.Outputs.SingleOrDefault(other => other.Name == port.Name[..^Data(port).Length] + "valid" && Data(port).Length > 0);
            string condition = $"{Slice(trace.Outputs, port, "found")} !== {Slice(trace.Outputs, port, "expected")}";
            if (valid is not null)
                condition = $"{Slice(trace.Outputs, valid, "expected")} && {condition}";
            return $"                if ({condition}) $display(\"clock %0d: {port.Name} is %b\", n, {Slice(trace.Outputs, port, "found")});";
        }

        string Slice(IReadOnlyList<Port> ports, Port port, string vector) =>
            $"{vector}[{ports.SkipWhile(other => other != port).Skip(1).Sum(other => other.Bits(configuration))} +: {port.Bits(configuration)}]";
    }

    // What a port's name ends in, if it says nothing while its bus is not valid.
    private static string Data(Port port) =>
        new[] { "data", "keep", "last", "resp" }.FirstOrDefault(end => port.Name.EndsWith(end, StringComparison.Ordinal)) ?? "";
}
