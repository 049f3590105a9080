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
            port.Bits(configuration).ToString(),
            What(port),
        }));

    private static string What(Port port) => port.Name switch
    {
        "aclk" => "clock of everything",
        "aresetn" => "reset, active low, synchronous to `aclk`",
        "irq" => "high while an enabled bit of ISR is set",
        _ => What(TopBus.All.Single(bus => bus.Name == port.Bus)),
    };

    private static string What(TopBus bus) => $"{(bus.IsStream ? "AXI4-Stream" : "AXI4-Lite")}, {bus.Description}";
}
