using System.Collections.Immutable;
using HwGen.Verify.GateLevel;

namespace HwGen.Cli.Synthesis;

/// <summary>What a synthesis gave.</summary>
/// <param name="Configuration">name of the configuration</param>
/// <param name="Hash">its hash, eight hexadecimal digits</param>
/// <param name="Target">as on the command line</param>
/// <param name="PeriodNs">clock period of the configuration</param>
/// <param name="Resources">of an FPGA; empty for standard cells</param>
/// <param name="FrameRegisters">flip-flops among them that only stand for the surroundings</param>
/// <param name="AreaUm2">of standard cells, memories left out; null for an FPGA</param>
/// <param name="MemoryStandInUm2">area of the registers in place of memories; null for an FPGA</param>
/// <param name="DenseMacs">multiply-adds of the dense GEMM that the array stands for each clock, at the configuration's density</param>
/// <param name="Modules">where the cells are, by module, the largest first</param>
/// <param name="FmaxMhz">after placing and routing, a seed each, or from the worst slack; empty where nothing was timed</param>
/// <param name="WorstSlackNs">of OpenSTA; null where it did not run</param>
/// <param name="Bitstream">its file name in the folder; null where none was made</param>
public sealed record SynthesisReport(
    string Configuration,
    string Hash,
    string Target,
    decimal PeriodNs,
    ImmutableArray<Resource> Resources,
    int FrameRegisters,
    double? AreaUm2,
    double? MemoryStandInUm2,
    double DenseMacs,
    ImmutableArray<ModuleArea> Modules,
    ImmutableArray<double> FmaxMhz,
    double? WorstSlackNs,
    string? Bitstream)
{
    /// <summary>What standard cells were mapped for, area or speed; null for an FPGA.</summary>
    public string? MappedFor { get; init; }

    /// <summary>What holds the clock back, with several seeds in the one whose bitstream is made; null where nothing was timed.</summary>
    public TimingPath? SlowestPath { get; init; }

    /// <summary>What changed since an earlier run; null where none was named.</summary>
    public SynthesisComparison? Comparison { get; init; }

    /// <summary>Whether the part has enough of everything.</summary>
    public bool Fits => Resources.All(resource => resource.Fits);

    /// <summary>Of the seeds, half of them lie above; null where nothing was timed.</summary>
    public double? MedianFmaxMhz => FmaxMhz.IsEmpty ? null
        : (FmaxMhz.Order().ElementAt((FmaxMhz.Length - 1) / 2) + FmaxMhz.Order().ElementAt(FmaxMhz.Length / 2)) / 2;

    /// <summary>The slowest seed; null where nothing was timed.</summary>
    public double? MinFmaxMhz => FmaxMhz.IsEmpty ? null : FmaxMhz.Min();

    /// <summary>The figures that can be compared with another run: name and value, less is better for all but slack and fmax.</summary>
    public IEnumerable<(string Name, double Value)> Figures()
    {
        foreach (Resource resource in Resources)
            yield return (resource.Name, resource.Used);
        if (AreaUm2 is { } area)
            yield return ("area um2", area);
        if (WorstSlackNs is { } slack)
            yield return ("slack ns", slack);
        if (MedianFmaxMhz is { } fmax)
            yield return ("fmax MHz", fmax);
        foreach (ModuleArea module in Modules)
            yield return ($"in {module.Module}", module.Area);
    }
}
