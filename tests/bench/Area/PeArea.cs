using HwGen.Cli.Synthesis;
using HwGen.Verify.GateLevel;

namespace HwGen.Bench.Area;

/// <summary>What the cells of a tensor PE are for, in square micrometres.</summary>
/// <param name="DotProducts">multipliers, their sum and its addition to the accumulator; registered products, too</param>
/// <param name="Accumulators">their flip-flops</param>
/// <param name="Selection">multiplexers in front of the multipliers</param>
/// <param name="Operands">registers of activations, weights, indices and control</param>
/// <param name="Drain">shadow registers and the multiplexers that shift them</param>
internal sealed record PeArea(double DotProducts, double Accumulators, double Selection, double Operands, double Drain)
{
    private const string Pe = "tensor_pe", Selector = "activation_select", ControlDelay = "delay_line";

    public double Total => DotProducts + Accumulators + Selection + Operands + Drain;

    /// <summary>Tells the parts apart by module, and in a module the flip-flops from the rest.</summary>
    /// <param name="all">area of all cells</param>
    /// <param name="flipFlops">of flip-flops alone</param>
    /// <param name="accumulators">flip-flops of all accumulators; as many shadow them</param>
    /// <param name="flipFlopArea">of one</param>
    public static PeArea Of(YosysStatistics all, YosysStatistics flipFlops, int accumulators, double flipFlopArea)
    {
        double sums = accumulators * flipFlopArea;
        double selection = Area(all, Selector);
        double operands = Area(flipFlops, Pe) - sums;
        double drain = Area(all, Pe) - operands;
        operands += Area(all, ControlDelay);
        return new PeArea(all.Modules.Sum(module => module.Area) - sums - selection - operands - drain, sums, selection, operands, drain);
    }

    private static double Area(YosysStatistics statistics, string module) => statistics.Modules.SingleOrDefault(one => one.Module == module)?.Area ?? 0;
}
