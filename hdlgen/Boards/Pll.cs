using HwGen.Core.Errors;

namespace HwGen.Hdlgen.Boards;

/// <summary>Settings of the PLL of an iCE40: output = reference * (DIVF + 1) / 2^DIVQ.</summary>
/// <param name="Multiplier">DIVF, 0 to 127</param>
/// <param name="Divider">DIVQ, 1 to 6</param>
/// <param name="Megahertz">what comes out</param>
/// <remarks>Source: iCE40 sysCLOCK PLL Design and Usage Guide, FPGA-TN-02052: reference 10 to 133 MHz, oscillator 533 to 1066 MHz,
/// output 16 to 275 MHz.</remarks>
public sealed record Pll(int Multiplier, int Divider, decimal Megahertz)
{
    private const decimal WorstRate = 0.001m;

    /// <summary>The settings for a clock.</summary>
    /// <param name="reference">megahertz, 10 to 20: the loop filter is set for these</param>
    /// <param name="periodNs">wanted; met within a thousandth</param>
    /// <exception cref="InputException">there are none</exception>
    public static Pll For(decimal reference, decimal periodNs)
    {
        decimal wanted = 1000 / periodNs;
        Pll nearest = (
            from divider in Enumerable.Range(1, 6)
            from multiplier in Enumerable.Range(0, 128)
            let oscillator = reference * (multiplier + 1)
            where oscillator is >= 533 and <= 1066
            let output = oscillator / (1 << divider)
            where output is >= 16 and <= 275
            orderby Math.Abs(output - wanted), divider
            select new Pll(multiplier, divider, output)).First();
        return Math.Abs(nearest.Megahertz - wanted) <= WorstRate * wanted
            ? nearest
            : throw new InputException("clock.period_ns", $"{periodNs:0.###}, the PLL cannot make {wanted:0.###} MHz of {reference} MHz; the nearest is {1000 / nearest.Megahertz:0.###} ({nearest.Megahertz:0.###} MHz)");
    }
}
