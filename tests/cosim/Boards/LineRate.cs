using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Boards;

/// <summary>How the simulated bridge counts time.</summary>
/// <param name="ClocksPerBit">of the serial line</param>
/// <param name="StallWidth">2^this clocks without a word end a burst</param>
/// <param name="SilenceWidth">2^this clocks without a byte end a frame</param>
/// <param name="Optimization">of the C++ compiler</param>
internal sealed record LineRate(int ClocksPerBit, int StallWidth, int SilenceWidth, int Optimization)
{
    /// <summary>As short as can be, for the sake of time.</summary>
    public static LineRate Short { get; } = new(8, 9, 13, 0);

    /// <summary>The bits of the board; shorter silence.</summary>
    public static LineRate Real { get; } = new(24, 10, 15, 1);

    /// <summary>The description with these parameters.</summary>
    public ModelDescription Of(ModelDescription description) => description with
    {
        Optimization = Optimization,
        Parameters = new Dictionary<string, ParameterValue>(description.Parameters)
        {
            ["CLOCKS_PER_BIT"] = ClocksPerBit,
            ["STALL_W"] = StallWidth,
            ["SILENCE_W"] = SilenceWidth,
        },
    };
}
