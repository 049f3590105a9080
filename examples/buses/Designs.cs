using HwGen.Verify.Simulation.Models;

namespace Buses;

/// <summary>The designs of this folder as models.</summary>
internal static class Designs
{
    public static VerilatorModel Build(string top) => new ModelBuilder().Build(new ModelDescription
    {
        Top = top,
        Sources = [Path.Combine(AppContext.BaseDirectory, top + ".v")],
    });
}
