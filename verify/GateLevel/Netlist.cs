using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.GateLevel;

/// <summary>What Yosys made of a generated accelerator.</summary>
/// <remarks>It has the ports of the accelerator: what runs on one runs on the other.</remarks>
/// <param name="Top">the top module</param>
/// <param name="File">the netlist</param>
/// <param name="Models">the Verilog files its cells are simulated by</param>
/// <param name="Library">the cells it is made of</param>
/// <param name="Cells">how many of each type</param>
public sealed record Netlist(
    string Top, string File, IReadOnlyList<string> Models, CellLibrary Library, IReadOnlyDictionary<string, long> Cells)
{
    /// <summary>The netlist for the simulator: unoptimized C++ and no waveform, since some ten thousand cells compile slowly and run for seconds.</summary>
    /// <remarks>Verilator 5.006 evaluates trees of gates of one bit wrongly unless it is told to leave them alone (its issue 4059).</remarks>
    public ModelDescription Describe() => new()
    {
        Top = Top,
        Sources = [File, .. Models],
        Defines = Library.Defines,
        Waves = WaveFormat.None,
        Optimization = 0,
        ExtraArguments = ["-fno-const-bit-op-tree"],
    };
}
