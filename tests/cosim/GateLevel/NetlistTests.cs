using System.Text.RegularExpressions;
using HwGen.Cli;
using HwGen.Cli.Synthesis;
using HwGen.Cli.Synthesis.Targets;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Tests.Shared;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Gemm;

namespace HwGen.Tests.Cosim.GateLevel;

/// <summary>What synthesis makes of the Verilog computes what the Verilog does: the same GEMMs, the same golden model.</summary>
public sealed partial class NetlistTests : IDisposable
{
    private const int Groups = 4;  // of ten GEMMs

    private readonly ScratchFolder scratch = new();
    private readonly Netlists netlists;

    public NetlistTests() => netlists = new Netlists(scratch);

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("verilator", "yosys")]
    public void Generic_gates_are_bit_exact_and_a_wrong_gate_is_caught()
    {
        Netlist netlist = netlists.Make(Netlists.Narrow, new GenericCells());
        AssertBitExact(Netlists.Narrow, netlist);
        Assert.DoesNotContain(netlist.Cells.Keys, type => type.StartsWith("$mul", StringComparison.Ordinal) || type.StartsWith("$add", StringComparison.Ordinal));

        string right = File.ReadAllText(netlist.File);
        string wrong = GateOfSum().Replace(right, "${gate}& (", 1);
        Assert.NotEqual(right, wrong);
        File.WriteAllText(netlist.File, wrong);

        Assert.Contains(Run(Netlists.Narrow, netlist), result => result.Failure is not null);
    }

    [NeedsToolFact("verilator", "yosys")]
    public void Ice40_cells_are_bit_exact_with_a_multiplier_for_each_lane()
    {
        ArrayConfiguration configuration = Netlists.Wide;
        Netlist netlist = netlists.Make(configuration, new Ice40Cells());

        int lanes = configuration.MTile * configuration.NTile * configuration.Lanes;
        Assert.Equal(lanes + (MultipliersOfRequantizer * configuration.OutputLanes), netlist.Cells["SB_MAC16"]);
        Assert.Contains("SB_RAM40_4K", netlist.Cells.Keys);
        Assert.All(netlist.Cells.Keys, type => Assert.StartsWith("SB_", type, StringComparison.Ordinal));
        long registers = netlist.Cells.Where(cell => cell.Key.StartsWith("SB_DFF", StringComparison.Ordinal)).Sum(cell => cell.Value);
        Assert.InRange(LeastResources.Logic(configuration, netlist.Cells["SB_MAC16"], Ice40Target.Up5k.Fabric.ProductBits), 1, netlist.Cells["SB_LUT4"]);
        Assert.InRange(LeastResources.Registers(configuration), 1, registers);
        Assert.InRange(LeastResources.MemoryBits(configuration).Sum(memory => memory.Bits), 1, (netlist.Cells["SB_RAM40_4K"] * Ice40Target.Up5k.Fabric.BlockRamBits) + registers);
        AssertBitExact(configuration, netlist);
    }

    [LibertyFact("verilator", "yosys")]
    public void Cells_of_a_Liberty_file_are_bit_exact()
    {
        Netlist netlist = netlists.Make(Netlists.Narrow, new LibertyCells(LibertyFile.Path));

        Assert.DoesNotContain(netlist.Cells.Keys, type => type.StartsWith('$'));
        AssertBitExact(Netlists.Narrow, netlist);
    }

    [NeedsToolFact("verilator", "yosys")]
    public void The_command_simulates_a_netlist()
    {
        File.WriteAllText(scratch.At("gates.yaml"), ConfigurationWriter.Write(Netlists.Narrow));
        CommandRun run = CommandRun.Of(scratch.At("logs"), "verify", scratch.At("gates.yaml"), "--netlist", "generic", "--gemm", "5,3,9");

        Assert.Equal((ExitCode.Good, ""), (run.Code, run.Error));
        Assert.Matches(@"^netlist, generic: \d{5} cells\nM 5, N 3, K 9, kept 2[^\n]*: 0 mismatches\n", run.Out);
    }

    [NeedsToolFact("yosys")]
    public void A_file_that_is_no_Liberty_file_is_refused()
    {
        InputException refused = Assert.Throws<InputException>(() =>
            netlists.Make(Netlists.Narrow, new LibertyCells(RepositoryFolder.At("README.md"))));

        Assert.StartsWith(RepositoryFolder.At("README.md"), refused.Message, StringComparison.Ordinal);
    }

    // 33 by 16 bits.
    private const int MultipliersOfRequantizer = 2;

    private static void AssertBitExact(ArrayConfiguration configuration, Netlist netlist)
    {
        IReadOnlyList<GroupResult> results = Run(configuration, netlist);

        Assert.Equal(Groups * GemmSuite.GroupSize, results.Sum(result => result.Gemms));
        Assert.Empty(results.Where(result => result.Failure is not null).Select(result => result.Message($"{configuration.Name} {netlist.Library.Name}")));
    }

    private static IReadOnlyList<GroupResult> Run(ArrayConfiguration configuration, Netlist netlist) =>
        Netlists.Suite(configuration, netlist).Run(firstSeed: 1, Groups, parallel: Environment.ProcessorCount);

    [GeneratedRegex(@"(?<gate>unit\.partial_sum \[\d+\] )& ~\(")]
    private static partial Regex GateOfSum();
}
