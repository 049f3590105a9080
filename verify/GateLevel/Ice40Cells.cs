using HwGen.Verify.Processes;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.GateLevel;

/// <summary>Cells of the iCE40: look-up tables, carries, block RAM and multipliers, as Yosys' own models describe them.</summary>
public sealed record Ice40Cells() : CellLibrary("ice40")
{
    private const string Installed = "../share/yosys/ice40/cells_sim.v";

    /// <inheritdoc/>
    public override string? KeptModule => null;

    /// <inheritdoc/>
    public override string Synthesis(string top) => $"synth_ice40 -dsp -top {top}; check -assert";

    /// <inheritdoc/>
    /// <exception cref="ModelBuildException">the models do not lie beside yosys</exception>
    public override string Models(string folder) => ExternalTool.Folders("yosys")
        .Select(programs => Path.GetFullPath(Path.Combine(programs, Installed)))
        .FirstOrDefault(File.Exists) ?? throw new ModelBuildException($"no {Installed} beside yosys");

    /// <summary>Ports without default values: only some simulators accept them.</summary>
    public override IReadOnlyDictionary<string, string> Defines => new Dictionary<string, string> { ["NO_ICE40_DEFAULT_ASSIGNMENTS"] = "" };
}
