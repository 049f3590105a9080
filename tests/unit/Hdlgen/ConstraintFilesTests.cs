using System.Globalization;
using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Hdlgen;

public sealed class ConstraintFilesTests : IDisposable
{
    private static readonly ArrayConfiguration Configuration = ConfigurationWriter.Starter("constrained") with { ClockPeriodNs = 6.667m };

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void The_period_has_a_decimal_point_wherever_it_is_printed()
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = "," } };

            Assert.Contains("create_clock -name aclk -period 6.667 [get_ports {aclk}]\n", Text("hwgen.sdc"), StringComparison.Ordinal);
            Assert.Contains("set_clock_uncertainty 0.133 ", Text("hwgen.sdc"), StringComparison.Ordinal);
            Assert.Contains("create_clock -name aclk -period 6.667 ", Text("hwgen_ooc.xdc"), StringComparison.Ordinal);
            Assert.Contains("set_frequency aclk 149.993\n", Text("hwgen.pcf"), StringComparison.Ordinal);
            Assert.Contains("FREQUENCY PORT \"aclk\" 149.993 MHZ;\n", Text("hwgen.lpf"), StringComparison.Ordinal);
            Assert.Contains("period_ns: 6.667 ", ConfigurationWriter.Write(Configuration), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void No_mark_is_left_in_a_file() =>
        Assert.All(ConstraintFiles.Of(Configuration), file => Assert.DoesNotContain('@', file.Text));

    [Fact]
    public void The_clock_is_read_back_and_changes_neither_hash_nor_verilog()
    {
        ArrayConfiguration slow = Configuration with { ClockPeriodNs = 20 };

        Assert.Equal(Configuration, ConfigurationReader.Read(ConfigurationWriter.Write(Configuration), "written.yaml"));
        Assert.Equal(Configuration.Hash, slow.Hash);
        Assert.Equal(TopModulePrinter.Print(Configuration), TopModulePrinter.Print(slow));
    }

    [NeedsToolTheory("tclsh")]
    [InlineData("hwgen.sdc")]
    [InlineData("hwgen.xdc")]
    public void Each_port_but_the_clock_is_constrained_once(string name)
    {
        File.WriteAllText(scratch.At(name), Text(name));
        IReadOnlyList<string[]> calls = TclScript.Calls(scratch.At(name));

        Assert.Equal(["create_clock", "-name", "aclk", "-period", "6.667", "aclk"], Assert.Single(calls, call => call[0] == "create_clock"));
        Assert.Equal(Ports(isInput: true), Constrained("set_input_delay"));
        Assert.Equal(Ports(isInput: false), Constrained("set_output_delay"));

        string[] Constrained(string command) =>
            Assert.Single(calls, call => call[0] == command)[^1].Split(' ').Select(port => port.TrimEnd('*')).ToArray();
    }

    private static string[] Ports(bool isInput) =>
        [.. TopPorts.All.Where(port => port.IsInput == isInput && port.Name != "aclk").Select(port => port.Name)];

    private static string Text(string name) => ConstraintFiles.Of(Configuration).Single(file => file.Path == $"constraints/{name}").Text;
}
