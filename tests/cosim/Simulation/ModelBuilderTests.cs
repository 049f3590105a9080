using HwGen.Verify.Simulation.Models;
using Xunit;

namespace HwGen.Tests.Cosim.Simulation;

public sealed class ModelBuilderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("hwgen-models-").FullName;

    // Verilator's runtime is the one of all tests: it takes longer to compile than the models.
    public ModelBuilderTests()
    {
        var shared = Environment.GetEnvironmentVariable("HWGEN_CACHE") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "hwgen", "models");
        var runtime = Directory.CreateDirectory(Path.GetFullPath(Path.Combine(shared, "runtime"))).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "cache"));
        Directory.CreateSymbolicLink(Path.Combine(folder, "cache", "runtime"), runtime);
    }

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
            builder.Build(Inverter("assign o = ~i;") with { Parameters = new Dictionary<string, ParameterValue> { ["W"] = 9 } }).LibraryPath,
        ];
        Assert.Equal(paths[0], paths[1]);
        Assert.Equal(3, paths.Distinct().Count());
        Assert.Equal(3, builder.Compiled);
    }

    [Theory, InlineData(-1L, 32), InlineData(0xDEADBEEFL, 32), InlineData(0x123456789AL, 64)]
    public void Parameters_arrive_whole(long value, int width)
    {
        System.IO.File.WriteAllText(Path.Combine(folder, "constant.v"),
            $"module constant #(parameter [{width - 1}:0] VALUE = 0) (output wire [{width - 1}:0] o); assign o = VALUE; endmodule\n");
        using var sim = new HwGen.Verify.Simulation.Simulator(Builder().Build(new ModelDescription
        {
            Top = "constant",
            Sources = [Path.Combine(folder, "constant.v")],
            Parameters = new Dictionary<string, ParameterValue> { ["VALUE"] = value },
        }));
        Assert.Equal((ulong)value & (width == 64 ? ulong.MaxValue : uint.MaxValue), sim.Dut["o"].Value);
    }

    [Fact]
    public void Parameters_of_every_kind_arrive()
    {
        System.IO.File.WriteAllText(File("kinds.v"), """
            module kinds #(parameter NAME = "none", parameter real RATE = 1.0, parameter real WHOLE = 1.5, parameter [99:0] MASK = 0)
                (output wire [7:0] name_o, output wire [31:0] rate_o, output wire [31:0] whole_o, output wire [99:0] mask_o);
                assign name_o = NAME == "two words" ? 1 : 0;
                assign rate_o = $rtoi(RATE * 1000.0);
                assign whole_o = $rtoi(WHOLE / 2.0 * 10.0);
                assign mask_o = MASK;
            endmodule
            """);
        var mask = (System.Numerics.BigInteger.One << 99) + 5;
        using var sim = new HwGen.Verify.Simulation.Simulator(Builder().Build(new ModelDescription
        {
            Top = "kinds",
            Sources = [File("kinds.v")],
            Parameters = new Dictionary<string, ParameterValue>
            {
                ["NAME"] = "two words",
                ["RATE"] = -0.125,
                ["WHOLE"] = 3.0,
                ["MASK"] = ParameterValue.Bits(mask, 100),
            },
        }));
        sim.Settle();
        Assert.Equal((1UL, -125L, 15UL, mask), (sim.Dut["name_o"].Value, sim.Dut["rate_o"].SignedValue, sim.Dut["whole_o"].Value, sim.Dut["mask_o"].WideValue));
    }

    [Fact]
    public void A_parameter_that_Verilog_cannot_say_is_refused()
    {
        Assert.Throws<ArgumentException>(() => { ParameterValue value = "a\"b"; });
        Assert.Throws<ArgumentOutOfRangeException>(() => { ParameterValue value = double.NaN; });
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterValue.Bits(16, 4));
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
        System.IO.File.WriteAllText(Path.Combine(folder, "ports.v"),
            "module ports (input wire template, input wire [64:1] a__b, output wire [70:0] \\x[3] , inout wire z); assign \\x[3] = {template, a__b, 6'd0}; endmodule\n");
        var ports = Builder().Build(new ModelDescription { Top = "ports", Sources = [Path.Combine(folder, "ports.v")] }).Ports;
        Assert.Equal(
            ["a__b Input 64", "template Input 1", "x[3] Output 71", "z InOut 1"],
            ports.Select(p => $"{p.Name} {p.Direction} {p.Width}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_changed_file_rebuilds_only_the_models_that_use_it()
    {
        var builder = Builder();
        ModelDescription Top(string top) => new()
        {
            Top = top,
            Sources = [File("defines.v"), File("a.v"), File("b.v")],
            IncludeFolders = [Path.Combine(folder, "include")],
            Waves = WaveFormat.None,
        };
        void Change(string name, string text) => System.IO.File.WriteAllText(File(name), text);
        string[] Rebuilt()
        {
            string[] tops = ["a", "b"];
            return [.. tops.Where(top =>
            {
                var before = builder.Compiled;
                builder.Build(Top(top));
                return builder.Compiled > before;
            })];
        }

        Directory.CreateDirectory(Path.Combine(folder, "include"));
        Change("defines.v", "`define ONE 1\n");
        Change("a.v", "module a (output wire [7:0] o); leaf leaf (.o(o)); endmodule\n");
        Change("b.v", "`include \"width.vh\"\nmodule b (output wire [`WIDTH-1:0] o); assign o = `ONE; endmodule\n");
        Change("include/leaf.v", "module leaf (output wire [7:0] o); assign o = 3; endmodule\n");
        Change("include/width.vh", "`define WIDTH 4\n");
        Change("include/other.v", "module other; endmodule\n");
        Assert.Equal(["a", "b"], Rebuilt());
        Assert.Equal([], Rebuilt());

        Change("include/other.v", "module other (input wire i); endmodule\n");
        Assert.Equal([], Rebuilt());
        Change("include/leaf.v", "module leaf (output wire [7:0] o); assign o = 4; endmodule\n");
        Assert.Equal(["a"], Rebuilt());
        Change("a.v", "module a (output wire [7:0] o); leaf sheet (.o(o)); endmodule // another name\n");
        Assert.Equal(["a"], Rebuilt());
        Change("b.v", "`include \"width.vh\"\nmodule b (output wire [`WIDTH-1:0] o); assign o = `ONE + 1; endmodule\n");
        Assert.Equal(["b"], Rebuilt());
        Change("b.v", "`include \"width.vh\"\nmodule b (output wire [`WIDTH-1:0] o); assign o = `ONE; endmodule\n");
        Assert.Equal([], Rebuilt());  // as it was before
        Change("include/width.vh", "`define WIDTH 5\n");
        Assert.Equal(["a", "b"], Rebuilt());  // the sources share what they include
        Change("defines.v", "`define ONE 2\n");
        Assert.Equal(["a", "b"], Rebuilt());  // a directive holds for all files that follow
    }

    [Fact]
    public void A_header_of_native_code_and_a_list_of_arguments_count_too()
    {
        var builder = Builder();
        System.IO.File.WriteAllText(File("n.sv"), "module n (input wire [31:0] i, output int o); import \"DPI-C\" function int f(input int i); always_comb o = f(int'(i)); endmodule\n");
        System.IO.File.WriteAllText(File("n.cpp"), "#include \"n.h\"\n#include \"Vmodel__Dpi.h\"\nint f(int i) { return i + N; }\n");
        System.IO.File.WriteAllText(File("n.h"), "#define N 5\n");
        System.IO.File.WriteAllText(File("list.f"), "--assert\n");
        var description = new ModelDescription
        {
            Top = "n",
            Sources = [File("n.sv")],
            NativeSources = [File("n.cpp")],
            ExtraArguments = ["-f", File("list.f")],
            Waves = WaveFormat.None,
        };
        ulong Ask()
        {
            using var sim = new HwGen.Verify.Simulation.Simulator(builder.Build(description));
            sim.Dut["i"].Value = 2;
            sim.Settle();
            return sim.Dut["o"].Value;
        }

        Assert.Equal((7UL, 7UL, 1), (Ask(), Ask(), builder.Compiled));
        System.IO.File.WriteAllText(File("n.h"), "#define N 6\n");
        Assert.Equal((8UL, 2), (Ask(), builder.Compiled));
        System.IO.File.WriteAllText(File("list.f"), "--assert -Wno-WIDTH\n");
        Assert.Equal((8UL, 3), (Ask(), builder.Compiled));
    }

    [Theory]
    [InlineData("module b; endmodule", false)]
    [InlineData("// module a\nmodule b; /* a */ endmodule : b", false)]
    [InlineData("module b; endmodule bind a b b ();", true)]
    [InlineData("typedef int word; module b; endmodule", true)]
    [InlineData("module c; endmodule", true)]
    [InlineData("`ifdef NEVER\nmodule \\c ; endmodule\n`endif module d; endmodule", false)]
    [InlineData("`define CAT(x) x``y\nmodule b; endmodule", true)]
    public void A_source_that_may_be_used_is_taken_for_used(string text, bool used)
    {
        var sources = new[] { "module a; c c (); endmodule", text };
        for (var i = 0; i < sources.Length; i++)
            System.IO.File.WriteAllText(File($"{i}.v"), sources[i] + "\n");
        System.IO.File.WriteAllText(File("2.v"), used && text == "module c; endmodule" ? "\n" : "`celldefine\nmodule c; endmodule\n`endcelldefine\n");
        var description = new ModelDescription { Top = "a", Sources = [File("0.v"), File("1.v"), File("2.v")], Waves = WaveFormat.None };
        var builder = Builder();
        builder.Build(description);
        System.IO.File.WriteAllText(File("1.v"), text.Replace("; end", "; wire more; end", StringComparison.Ordinal) + "\n");
        builder.Build(description);
        Assert.Equal(used ? 2 : 1, builder.Compiled);
    }

    [Fact]
    public void A_full_cache_loses_what_was_not_used_for_the_longest_time()
    {
        var builder = new ModelBuilder(Path.Combine(folder, "cache")) { CacheLimitBytes = 2_000_000 };
        ModelDescription Wide(int width) => Inverter("assign o = ~i;") with { Parameters = new Dictionary<string, ParameterValue> { ["W"] = width } };
        var first = builder.Build(Wide(1)).LibraryPath;
        var size = new FileInfo(first).Length;
        var room = (int)(2_000_000 / size);
        Assert.InRange(room, 2, 20);
        var second = builder.Build(Wide(2)).LibraryPath;
        for (var width = 3; width <= room; width++)
            builder.Build(Wide(width));
        builder.Build(Wide(1));
        builder.Build(Wide(room + 1));

        Assert.True(System.IO.File.Exists(first));
        Assert.False(System.IO.File.Exists(second));
        Assert.Equal(room + 1, builder.Compiled);
        builder.Build(Wide(2));
        Assert.Equal(room + 2, builder.Compiled);
    }

    private ModelBuilder Builder() => new(Path.Combine(folder, "cache"));

    private string File(string name) => Path.Combine(folder, name);

    private ModelDescription Inverter(string body, string place = "here")
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, place)).FullName, "inverter.v");
        System.IO.File.WriteAllText(file, $"module inverter #(parameter W = 8) (input wire [W-1:0] i, output wire [W-1:0] o);\n{body}\nendmodule\n");
        return new ModelDescription { Top = "inverter", Sources = [file], Waves = WaveFormat.None };
    }
}
