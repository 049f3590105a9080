using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class ModelBuilderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hwgen-models-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_model_built_before_is_not_built_again()
    {
        var first = Builder();
        var description = Inverter("assign o = ~i;");
        var model = first.Build(description);
        Assert.Equal(1, first.Compiled);
        var second = Builder();
        Assert.Equal(model.LibraryPath, second.Build(description).LibraryPath);
        Assert.Equal(0, second.Compiled);
    }

    [Fact]
    public void Contents_and_parameters_make_another_model_and_places_do_not()
    {
        var builder = Builder();
        string[] paths =
        [
            builder.Build(Inverter("assign o = ~i;")).LibraryPath,
            builder.Build(Inverter("assign o = ~i;", "elsewhere")).LibraryPath,
            builder.Build(Inverter("assign o = i;")).LibraryPath,
            builder.Build(Inverter("assign o = ~i;") with { Parameters = new Dictionary<string, long> { ["W"] = 9 } }).LibraryPath,
        ];
        Assert.Equal(paths[0], paths[1]);
        Assert.Equal(3, paths.Distinct().Count());
        Assert.Equal(3, builder.Compiled);
    }

    [Theory, InlineData(-1L, 32), InlineData(0xDEADBEEFL, 32), InlineData(0x123456789AL, 64)]
    public void Parameters_arrive_whole(long value, int width)
    {
        File.WriteAllText(Path.Combine(folder, "constant.v"),
            $"module constant #(parameter [{width - 1}:0] VALUE = 0) (output wire [{width - 1}:0] o); assign o = VALUE; endmodule\n");
        using var sim = new HwGen.Verify.Simulation.Simulator(Builder().Build(new ModelDescription
        {
            Top = "constant",
            Sources = [Path.Combine(folder, "constant.v")],
            Parameters = new Dictionary<string, long> { ["VALUE"] = value },
        }));
        Assert.Equal((ulong)value & (width == 64 ? ulong.MaxValue : uint.MaxValue), sim.Dut["o"].Value);
    }

    [Fact]
    public void A_mistake_in_the_verilog_is_quoted_with_its_place()
    {
        var description = Inverter("assign o = ~missing;");
        var failure = Assert.Throws<ModelBuildException>(() => Builder().Build(description));
        Assert.Contains(description.Sources[0] + ":2:", failure.Message, StringComparison.Ordinal);
        Assert.Contains("missing", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(folder, "cache", "work")));
    }

    [Fact]
    public void The_same_model_asked_for_at_once_is_built_once()
    {
        var builder = Builder();
        var description = Inverter("assign o = ~i ^ 1'b0;");
        builder.BuildAll([.. Enumerable.Repeat(description, 6)]);
        Assert.Equal(1, builder.Compiled);
    }

    [Fact]
    public void Ports_are_read_with_their_names_directions_and_widths()
    {
        File.WriteAllText(Path.Combine(folder, "ports.v"),
            "module ports (input wire template, input wire [64:1] a__b, output wire [70:0] \\x[3] , inout wire z); assign \\x[3] = {template, a__b, 6'd0}; endmodule\n");
        var ports = Builder().Build(new ModelDescription { Top = "ports", Sources = [Path.Combine(folder, "ports.v")] }).Ports;
        Assert.Equal(
            ["a__b Input 64", "template Input 1", "x[3] Output 71", "z InOut 1"],
            ports.Select(p => $"{p.Name} {p.Direction} {p.Width}").Order(StringComparer.Ordinal));
    }

    private ModelBuilder Builder() => new(Path.Combine(folder, "cache"));

    private ModelDescription Inverter(string body, string place = "here")
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, place)).FullName, "inverter.v");
        File.WriteAllText(file, $"module inverter #(parameter W = 8) (input wire [W-1:0] i, output wire [W-1:0] o);\n{body}\nendmodule\n");
        return new ModelDescription { Top = "inverter", Sources = [file], Waves = WaveFormat.None };
    }
}
