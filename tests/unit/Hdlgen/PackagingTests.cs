using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Core.Registers;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Packaging;
using HwGen.Tests.Shared;
using YamlDotNet.Serialization;

namespace HwGen.Tests.Unit.Hdlgen;

/// <summary>Scripts and descriptions for packagers name files, ports and registers that exist.</summary>
public sealed class PackagingTests : IDisposable
{
    private static readonly ArrayConfiguration Configuration = ConfigurationWriter.Starter("packaged");
    private static readonly Design Design = Design.From(Configuration);
    private static readonly string[] Verilog = [.. Design.Verilog.Select(file => file.Path).Order(StringComparer.Ordinal)];

    private readonly ScratchFolder scratch = new();

    public PackagingTests() => DesignFolder.Write(Design, scratch.At("design"));

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("tclsh")]
    public void The_vivado_script_adds_the_files_and_describes_buses_and_registers()
    {
        IReadOnlyList<string[]> calls = Packaged("design");

        Assert.Equal(Verilog, Added(calls, "design").Where(file => file.EndsWith(".v", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(calls, call => call is ["set_property", "top", "hwgen_packaged", ..]);
        Assert.Equal(TopBus.All.Select(bus => bus.Name), calls.Where(call => call[0] == "ipx::associate_bus_interfaces").Select(call => call[2]));
        Assert.Equal(RegisterMap.All.Select(register => register.Name), calls.Where(call => call[0] == "ipx::add_register").Select(call => call[1]));
        Assert.Equal(RegisterMap.All.SelectMany(register => register.Fields).Select(field => field.Name), calls.Where(call => call[0] == "ipx::add_field").Select(call => call[1]));
        Assert.Equal(Configuration.VerilogParameters.Select(parameter => parameter.Name), calls.Where(call => call[0] == "ipgui::get_guiparamspec").Select(call => call[2]));
        Assert.Equal(["ipx::update_checksums", "ipx::check_integrity", "ipx::save_core"], calls.SkipLast(1).TakeLast(3).Select(call => call[0]));
    }

    [NeedsToolFact("tclsh")]
    public void The_vivado_ip_has_memory_files_where_the_verilog_looks_for_them()
    {
        var preloaded = Design.From(Configuration with { Preload = true });
        DesignFolder.Write(preloaded, scratch.At("preloaded"));

        string[] files = Added(Packaged("preloaded"), "preloaded");
        Assert.Equal(
            Directory.GetFiles(scratch.At("preloaded/rtl/memories"), "*.mem").Select(file => $"rtl/memories/{Path.GetFileName(file)}").Order(StringComparer.Ordinal),
            files.Where(file => file.EndsWith(".mem", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("rtl/ram_simple_dual_port.v", files);
    }

    [NeedsToolFact("tclsh")]
    public void The_platform_designer_component_has_each_port_once_and_the_files()
    {
        IReadOnlyList<string[]> calls = TclScript.Calls(scratch.At("design/packaging/hwgen_packaged_hw.tcl"), "package provide qsys 1.0");

        Assert.Equal(
            TopPorts.All.Select(port => $"{port.Name} {(port.IsInput ? "Input" : "Output")} {port.Bits(Configuration)}").Order(StringComparer.Ordinal),
            calls.Where(call => call[0] == "add_interface_port").Select(call => $"{call[2]} {call[4]} {call[5]}").Order(StringComparer.Ordinal));
        Assert.Contains(calls, call => call is ["add_interface", "s_axi_ctrl", "axi4lite", "end"]);
        Assert.Contains(calls, call => call is ["add_interface", "m_axis_out", "axi4stream", "start"]);
        Assert.Contains(calls, call => call is ["add_interface_port", "s_axis_weight", "s_axis_weight_tlast", "tlast", "Input", "1"]);
        string[] files = [.. calls.Where(call => call[0] == "add_fileset_file").Select(call => call[4])];
        Assert.All(files, file => Assert.True(File.Exists(scratch.At($"design/packaging/{file}")), file));
        Assert.Equal(2 * Verilog.Length, files.Length);
    }

    [Fact]
    public void The_fusesoc_core_names_files_that_exist_and_keys_that_capi2_knows()
    {
        var core = Yaml("hwgen_packaged.core");
        var filesets = (IDictionary<object, object>)core["filesets"];
        var defaultTarget = (IDictionary<object, object>)((IDictionary<object, object>)core["targets"])["default"];

        Assert.StartsWith("CAPI=2:\n", Text("hwgen_packaged.core"), StringComparison.Ordinal);
        Assert.Equal(["CAPI=2", "name", "description", "filesets", "targets"], core.Keys);
        Assert.Equal("hwgen:accel:hwgen_packaged:0.1.0", core["name"]);
        Assert.Equal("hwgen_packaged", defaultTarget["toplevel"]);
        Assert.All(filesets.Values.Cast<IDictionary<object, object>>().SelectMany(set => (List<object>)set["files"]), file =>
            Assert.True(File.Exists(scratch.At($"design/{(file is IDictionary<object, object> one ? one.Keys.Single() : file)}")), $"{file}"));
        Assert.Equal(Verilog, ((List<object>)((IDictionary<object, object>)filesets["rtl"])["files"]).Cast<string>().Order(StringComparer.Ordinal));
        Assert.All(((List<object>)defaultTarget["filesets"]).Cast<string>(), set => Assert.Contains(Regex.Replace(set, @"\w+ \? \((\w+)\)", "$1"), filesets.Keys));
    }

    [Fact]
    public void The_edam_names_files_that_exist_with_their_types()
    {
        var edam = Yaml("hwgen_packaged.eda.yml");
        var files = ((List<object>)edam["files"]).Cast<IDictionary<object, object>>().ToList();

        Assert.Equal("hwgen_packaged", edam["name"]);
        Assert.Equal("hwgen_packaged", edam["toplevel"]);
        Assert.All(files, file => Assert.True(File.Exists(scratch.At($"design/{file["name"]}")), $"{file["name"]}"));
        Assert.Equal(Verilog, files.Where(file => (string)file["file_type"] == "verilogSource-2005").Select(file => (string)file["name"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_port_of_the_top_says_what_it_is_to_vivado()
    {
        string top = TopModulePrinter.Print(Configuration);
        Match[] ports = [.. (IEnumerable<Match>)Regex.Matches(top, @"((?:    \(\* \w+ = "".*"" \*\)\n)+)    (?:in|out)put +wire +(?:\[.*?\])? *(\w+)")];

        Assert.Equal(TopPorts.All.Select(port => port.Name), ports.Select(port => port.Groups[2].Value));
        Assert.Contains("X_INTERFACE_INFO = \"xilinx.com:interface:aximm:1.0 s_axi_ctrl AWADDR\"", Of("s_axi_ctrl_awaddr"), StringComparison.Ordinal);
        Assert.Contains("X_INTERFACE_PARAMETER = \"XIL_INTERFACENAME s_axi_ctrl, PROTOCOL AXI4LITE,", Of("s_axi_ctrl_awaddr"), StringComparison.Ordinal);
        Assert.Contains("\"xilinx.com:interface:axis:1.0 m_axis_out TKEEP\"", Of("m_axis_out_tkeep"), StringComparison.Ordinal);
        Assert.Contains("ASSOCIATED_BUSIF s_axi_ctrl:s_axis_weight:s_axis_act:m_axis_out, ASSOCIATED_RESET aresetn", Of("aclk"), StringComparison.Ordinal);
        Assert.Contains("POLARITY ACTIVE_LOW", Of("aresetn"), StringComparison.Ordinal);
        Assert.Contains("SENSITIVITY LEVEL_HIGH", Of("irq"), StringComparison.Ordinal);

        string Of(string name) => ports.Single(port => port.Groups[2].Value == name).Groups[1].Value;
    }

    private IReadOnlyList<string[]> Packaged(string folder) => TclScript.Calls(scratch.At($"{folder}/packaging/package_ip.tcl"), """
        proc current_fileset {} { return sources }
        proc get_files {file} { return $file }
        """);

    // Files of the IP, relative to it; each holds what the design's holds.
    private string[] Added(IReadOnlyList<string[]> calls, string folder)
    {
        string ip = scratch.At($"{folder}/packaging/hwgen_packaged_ip");
        string[] files = [.. calls.Where(call => call[0] == "add_files").Select(call => Path.GetRelativePath(ip, call[^1]))];
        Assert.All(files, file => Assert.Equal(File.ReadAllBytes(scratch.At($"{folder}/{file}")), File.ReadAllBytes(Path.Combine(ip, file))));
        return files;
    }

    private static string Text(string path) => Design.Files.Single(file => file.Path == path).Text;

    private static IDictionary<object, object> Yaml(string path) =>
        (IDictionary<object, object>)new DeserializerBuilder().Build().Deserialize(Text(path).Replace("<<: *default\n", "x: *default\n", StringComparison.Ordinal))!;
}
