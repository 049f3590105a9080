using HwGen.Core.Errors;

namespace HwGen.Verify.GateLevel;

/// <summary>The cells of a Liberty file, simulated by the functions it gives them.</summary>
/// <param name="LibertyFile">the file</param>
public sealed record LibertyCells(string LibertyFile) : CellLibrary($"liberty={LibertyFile}")
{
    // A copy: a name without blanks, whatever the file is called.
    private const string Copy = "cells.lib";

    /// <inheritdoc/>
    public override string Synthesis(string top) =>
        $"blackbox {Memory}; synth -flatten -top {top}; check -assert; dfflibmap -liberty {Copy}; abc -fast -liberty {Copy}; opt_clean";

    /// <inheritdoc/>
    /// <exception cref="InputException">the file is no Liberty file, or has no cell</exception>
    public override string Models(string folder)
    {
        File.Copy(LibertyFile, Path.Combine(folder, Copy), overwrite: true);
        var models = Path.Combine(folder, "cells.v");
        var ran = NetlistSynthesis.Yosys.Run(folder, ["-q", "-p", $"read_liberty -ignore_miss_func {Copy}; write_verilog -noattr cells.v"]);
        if (ran.ExitCode != 0)
            throw new InputException(LibertyFile, $"yosys cannot read it: {ran.Error.Trim()}");
        return File.ReadAllText(models).Contains("endmodule", StringComparison.Ordinal)
            ? models
            : throw new InputException(LibertyFile, "no cells, expected a Liberty file");
    }
}
