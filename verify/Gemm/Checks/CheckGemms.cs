using HwGen.Core.Configuration;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm.Checks;

/// <summary>GEMMs for the checks: small, and of a shape that every configuration takes.</summary>
internal static class CheckGemms
{
    /// <summary>Two M-tiles, two N-tiles and five blocks, or what the memories hold.</summary>
    public static PreparedGemm Draw(ArrayConfiguration configuration, ulong seed) =>
        PreparedGemm.Draw(configuration, seed, Shape(configuration));

    /// <summary>The same, with block lists.</summary>
    public static PreparedGemm DrawWithLists(ArrayConfiguration configuration, ulong seed) =>
        PreparedGemm.DrawWithLists(configuration, seed, Shape(configuration));

    private static GemmShape Shape(ArrayConfiguration configuration) => new GemmStimulus(configuration, SimRandom.For(1, "shape"))
        .Fit(new GemmShape(configuration.MTile + 1, configuration.NTile + 1, (4 * configuration.Block) + 1));
}
