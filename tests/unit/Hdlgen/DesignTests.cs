using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Hdlgen;
using HwGen.Hdlgen.Registers;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Hdlgen;

public sealed class DesignTests
{
    private static readonly ArrayConfiguration Starter = ConfigurationWriter.Starter("starter");

    public static TheoryData<string> Configurations() => [.. RepositoryFolder.Configurations()];

    [Fact]
    public void Hand_written_modules_are_copied_byte_for_byte()
    {
        Design design = Design.From(Starter);

        Assert.All(RepositoryFolder.Files("rtl-templates").Where(file => file.EndsWith(".v", StringComparison.Ordinal)), file =>
        {
            GeneratedFile copy = Assert.Single(design.Files, generated => generated.Path == $"rtl/{Path.GetFileName(file)}");
            Assert.Equal(File.ReadAllText(RepositoryFolder.At(file)), copy.Text);
        });
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_same_configuration_gives_the_same_files(string name)
    {
        string path = RepositoryFolder.At($"configs/{name}.yaml");

        Assert.Equal(Design.From(ConfigurationFile.Read(path)).Files.AsEnumerable(), Design.From(ConfigurationFile.Read(path)).Files);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void The_configuration_in_a_design_gives_the_same_design_again(string name)
    {
        Design design = Design.From(ConfigurationFile.Read(RepositoryFolder.At($"configs/{name}.yaml")));
        string written = design.Files.Single(file => file.Path == "configuration.yaml").Text;

        Assert.Equal(design.Files.AsEnumerable(), Design.From(ConfigurationReader.Read(written, "configuration.yaml")).Files);
    }

    [Theory]
    [MemberData(nameof(Configurations))]
    public void Generated_text_is_tidy_and_says_neither_when_nor_where(string name)
    {
        Design design = Design.From(ConfigurationFile.Read(RepositoryFolder.At($"configs/{name}.yaml")));

        Assert.All(design.Files, file =>
        {
            Assert.DoesNotMatch(@"[ \t]+\n|\r|\n\n\n|[^\n]\z", file.Text);
            Assert.DoesNotContain(RepositoryFolder.Path, file.Text, StringComparison.Ordinal);
            Assert.DoesNotContain($"{DateTime.Now.Year}-", file.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_top_hands_each_parameter_and_each_port_to_the_accelerator()
    {
        string accelerator = File.ReadAllText(RepositoryFolder.At("rtl-templates/gemm_accelerator.v"));
        string top = TopModulePrinter.Print(Starter);

        Assert.Equal(Names(accelerator, @"^    parameter (\w+)"), Names(top, @"^    parameter (\w+)"));
        Assert.Equal(Names(accelerator, @"^    parameter (\w+)"), Connections(top).Take(Starter.VerilogParameters.Count + 1));
        string[] ports = Names(accelerator, @"^    (?:input |output) wire\s+(?:\[[^\]]*\] )?\s*(\w+)");
        Assert.Equal(ports, TopPorts.All.Select(port => port.Name));
        Assert.Equal(ports, Connections(top).Skip(Starter.VerilogParameters.Count + 1));
    }

    [Fact]
    public void Preloaded_memories_come_with_contents_that_every_package_names()
    {
        Design design = Design.From(Starter with { Preload = true });
        string[] memories = [.. design.Memories.Select(file => file.Path).Where(path => path.EndsWith(".mem", StringComparison.Ordinal))];

        Assert.Equal(3 + Starter.MeshColumns, memories.Length);
        Assert.All(memories, path =>
        {
            Assert.Contains($"- {path}: {{file_type: user, copyto: {path[4..]}}}", Text(".core"), StringComparison.Ordinal);
            Assert.Contains($"{{name: {path}, file_type: user}}", Text(".eda.yml"), StringComparison.Ordinal);
            Assert.Contains($"add_fileset_file {path[4..]} OTHER PATH ../{path}\n", Text("_hw.tcl"), StringComparison.Ordinal);
            Assert.Contains($"    {path} \\\n", Text("package_ip.tcl"), StringComparison.Ordinal);
            Assert.Contains($"<ipxact:name>../{path}</ipxact:name>", Text("component.xml"), StringComparison.Ordinal);
            Assert.DoesNotContain(path, Text("files.f"), StringComparison.Ordinal);
        });
        Assert.Contains("| `rtl/memories/*.mem` | what memories start with until an image takes its place |\n| `rtl/memories/manifest.json` |", Text("README.md"), StringComparison.Ordinal);
        Assert.Contains("`PRELOAD_FOLDER` names.\n", Text("README.md"), StringComparison.Ordinal);
        Assert.DoesNotContain("`PRELOAD_FOLDER` names", Design.From(Starter).Files.Single(file => file.Path == "README.md").Text, StringComparison.Ordinal);
        Assert.Empty(Design.From(Starter).Memories);
        Assert.Equal(Starter.Hash, (Starter with { Preload = true }).Hash);

        string Text(string end) => design.Files.Single(file => file.Path.EndsWith(end, StringComparison.Ordinal)).Text;
    }

    [Fact]
    public void The_readme_gives_the_memories_that_the_verilog_has()
    {
        ArrayConfiguration odd = ConfigurationRules.Require(Starter with { TileRows = 3, MeshColumns = 5, WeightKib = 9, Tiles = 7, OutputStreamChoice = 32 });

        Assert.Contains("| weights, one a mesh column | 5 | 184 | 80 | 8.984 |\n", InstanceReadmeOf(odd), StringComparison.Ordinal);
        Assert.Contains("| weights, one a mesh column | 5 | 256 | 80 | 12.5 |\n", InstanceReadmeOf(odd with { Preload = true }), StringComparison.Ordinal);
        Assert.Contains("| activations, both banks, one a mesh row | 4 | 340 | 192 | 31.875 |\n", InstanceReadmeOf(odd), StringComparison.Ordinal);
        Assert.Contains("| requantization table | 1 | 70 | 64 | 0.547 |\n", InstanceReadmeOf(odd), StringComparison.Ordinal);
        Assert.Contains("| two finished tiles, one a mesh column | 5 | 24 | 64 | 0.938 |\n", InstanceReadmeOf(odd), StringComparison.Ordinal);
        Assert.Contains("| 1 to 4 of 8 | 1 | 960 |\n| 5 to 8 of 8 | 2 | 480 |\n", InstanceReadmeOf(odd), StringComparison.Ordinal);

        static string InstanceReadmeOf(ArrayConfiguration configuration) =>
            Design.From(configuration).Files.Single(file => file.Path == "README.md").Text;
    }

    [Fact]
    public void The_top_is_named_after_the_configuration_and_carries_its_values()
    {
        string top = TopModulePrinter.Print(Starter with { Name = "a.b-c" });

        Assert.Contains("\nmodule hwgen_a_b_c #(\n", top, StringComparison.Ordinal);
        Assert.Contains("parameter BLOCK               = 8,", top, StringComparison.Ordinal);
        Assert.Contains($"32'h{Starter.Hash:x8}", top, StringComparison.Ordinal);
        Assert.StartsWith($"// Generated by hwgen 0.1.0 from a.b-c ({Starter.Hash:x8}). Do not edit.\n", top, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_list_names_every_verilog_file_once()
    {
        Design design = Design.From(Starter);
        string[] verilog = [.. design.Files.Select(file => file.Path).Where(path => path.EndsWith(".v", StringComparison.Ordinal))];
        string simulators = design.Files.Single(file => file.Path == "files.f").Text;
        string yosys = design.Files.Single(file => file.Path == "read.ys").Text;

        Assert.Equal(verilog.Order(), simulators.Split('\n')[1..^1].Order());
        Assert.Equal(verilog.Order(), Names(yosys, @"^read_verilog (\S+)").Order());
    }

    [Fact]
    public void A_configuration_that_breaks_a_rule_is_refused()
    {
        var refused = Assert.Throws<InputException>(() => Design.From(Starter with { Lanes = 9 }));

        Assert.Contains("array.lanes: 9, must be 1 to array.block (8)", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_headers_give_registers_and_identity()
    {
        string c = CRegisterHeader.Print(Starter);
        string verilog = VerilogRegisterHeader.Print(Starter);

        Assert.Matches(@"#define HWGEN_STATUS_REG_OFFSET +0x28u\n#define HWGEN_STATUS_IMAGE_FORMAT_BIT +0\n", c);
        Assert.Matches($@"#define HWGEN_CONFIGURATION_HASH +0x{Starter.Hash:X8}u\n", c);
        Assert.Contains("localparam [7:0] HWGEN_STATUS_OFFSET = 8'h28;\nlocalparam HWGEN_STATUS_IMAGE_FORMAT_BIT = 0;\n", verilog, StringComparison.Ordinal);
        Assert.Contains("localparam HWGEN_STATUS_IMAGES_LOW = 8;\nlocalparam HWGEN_STATUS_IMAGES_WIDTH = 2;\n", verilog, StringComparison.Ordinal);
    }

    private static string[] Connections(string text) => Names(text, @"^        \.(\w+)\(\1\),?$");

    private static string[] Names(string text, string pattern) =>
        [.. Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => match.Groups[1].Value)];
}
