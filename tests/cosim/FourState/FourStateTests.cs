using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Cosim.Gemm;
using HwGen.Tests.Shared;
using HwGen.Verify.Gemm;
using HwGen.Verify.Processes;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.FourState;

/// <summary>A simulator of four states, in which all registers and memories start as X, sees at the ports what Verilator sees, clock by clock:
/// no X that a reset does not reach gets out, and the two read the Verilog alike.</summary>
public sealed class FourStateTests : IDisposable
{
    private const int ClocksOfReset = 4;

    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    public static TheoryData<string> Arrays() => [.. SmallArrays.All.Append(SmallArrays.CarrySave).Select(configuration => configuration.Name)];

    [NeedsToolTheory("verilator", "iverilog")]
    [MemberData(nameof(Arrays))]
    public void Icarus_sees_from_X_on_what_Verilator_sees(string name) => Assert.Equal("", Differences(SmallArrays.Named(name)));

    [NeedsToolFact("verilator", "iverilog")]
    public void A_register_without_its_reset_is_seen()
    {
        string differences = Differences(SmallArrays.Bitmask, folder => new Fault("", SmallArrays.Bitmask, "output_packer", "tvalid_o <= 1'b0;", "").Apply(folder));

        Assert.Contains("clock 4: m_axis_out_tvalid is x\n", differences, StringComparison.Ordinal);
    }

    private string Differences(ArrayConfiguration configuration, Action<string>? change = null)
    {
        string waves = scratch.At("ports.vcd");
        var random = SimRandom.For(1, "four states");
        var stimulus = new GemmStimulus(configuration, random);
        var shapes = new[] { new GemmShape(1, 1, 1), new GemmShape(configuration.MTile + 1, (2 * configuration.NTile) + 1, (3 * configuration.Block) + 1) };
        var problems = shapes.Select(shape => stimulus.Next(stimulus.Fit(shape))).ToList();
        var settings = new GemmRunSettings { Traffic = Traffic.Random(random), Overlapped = true, WaveFile = waves };
        var outcomes = new GemmRunner(Accelerators.Build(configuration), configuration).Run(problems, settings);
        Assert.All(outcomes, outcome => Assert.Null(outcome.First));

        string folder = scratch.At("design");
        DesignFolder.Write(Design.From(configuration), folder);
        change?.Invoke(folder);
        PortTrace trace = PortTrace.Read(waves, configuration);
        File.WriteAllText(Path.Combine(folder, $"{ReplayBench.Name}.v"), ReplayBench.Print(configuration, trace, ClocksOfReset));
        File.WriteAllLines(Path.Combine(folder, ReplayBench.Clocks), trace.Clocks);
        Run(folder, "iverilog", "-g2005", "-o", "replay.vvp", "-s", ReplayBench.Name, "-c", "files.f", $"{ReplayBench.Name}.v");
        string said = Run(folder, "vvp", "-n", "replay.vvp");
        Assert.EndsWith($"{trace.Clocks.Count} clocks\n", said, StringComparison.Ordinal);
        Assert.InRange(trace.Clocks.Count, 100, 20_000);
        return said[..^$"{trace.Clocks.Count} clocks\n".Length];
    }

    private static string Run(string folder, string tool, params string[] arguments)
    {
        ToolResult result = new ExternalTool(tool, "scripts/install-tools iverilog").Run(folder, arguments);
        Assert.True(result.ExitCode == 0, result.Output + result.Error);
        return result.Output;
    }
}
