using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;
using HwGen.Verify.GateLevel;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.GateLevel;

/// <summary>Netlists of an array that is small and yet has every part: two rows and columns, a selection, two lanes.</summary>
internal sealed class Netlists(ScratchFolder scratch)
{
    /// <summary>The array with 4-bit numbers, of the fewest gates.</summary>
    public static ArrayConfiguration Narrow { get; } = ConfigurationRules.Require(TestArray.Of("gates-int4", (1, 1), (2, 2), block: 4, lanes: 2, kept: 2) with
    {
        ActivationBits = 4,
        WeightBits = 4,
        AccumulatorBits = 16,
        WeightKib = 1,
        ActivationKib = 1,
        Tiles = 8,
        ListEntries = 64,
        WeightStreamChoice = 32,
        ActivationStreamChoice = 32,
        OutputStreamChoice = 32,
    });

    /// <summary>The array with 8-bit numbers, whose products are wide enough for the multipliers of an FPGA.</summary>
    public static ArrayConfiguration Wide { get; } = ConfigurationRules.Require(Narrow with
    {
        Name = "gates-int8",
        ActivationBits = 8,
        WeightBits = 8,
        AccumulatorBits = 20,
    });

    public Netlist Make(ArrayConfiguration configuration, CellLibrary library)
    {
        DesignFolder.Write(Design.From(configuration), scratch.At("design"));
        return NetlistSynthesis.Run(configuration, scratch.At("design"), library, scratch.At("netlist"));
    }

    /// <summary>The same GEMMs that the Verilog is given.</summary>
    public static GemmSuite Suite(ArrayConfiguration configuration, Netlist netlist) =>
        new(new ModelBuilder().Build(netlist.Describe()), configuration);
}
