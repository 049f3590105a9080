using HwGen.Core.Configuration;

namespace HwGen.Hdlgen;

/// <summary>The ports of a design as a Markdown table.</summary>
internal static class PortTable
{
    public static string Print(ArrayConfiguration configuration) => InstanceReadme.Table(
        ["port", "direction", "bits", "what"],
        TopPorts.All.Select(port => new[]
        {
            $"`{port.Name}`",
            port.IsInput ? "in" : "out",
            Bits(port, configuration).ToString(),
            What(port),
        }));

    private static int Bits(Port port, ArrayConfiguration c) => port.Width switch
    {
        "WEIGHT_STREAM_W" => c.WeightStreamBits,
        "ACTIVATION_STREAM_W" => c.ActivationStreamBits,
        "32*OUTPUT_LANES" => 32 * c.OutputLanes,
        "4*OUTPUT_LANES" => 4 * c.OutputLanes,
        string number => int.Parse(number),
    };

    private static string What(Port port) => port.Name switch
    {
        "aclk" => "clock of everything",
        "aresetn" => "reset, active low, synchronous to `aclk`",
        "irq" => "high while an enabled bit of ISR is set",
        _ => port.Bus switch
        {
            "s_axi_ctrl" => "AXI4-Lite, registers",
            "s_axis_weight" => "AXI4-Stream, weight images",
            "s_axis_act" => "AXI4-Stream, activations",
            _ => "AXI4-Stream, outputs",
        },
    };
}
