using HwGen.Verify.Simulation.Models;

namespace HwGen.Tests.Cosim.Simulation;

/// <summary>The small designs of <c>tests/cosim/Designs</c> as models.</summary>
internal static class TestModels
{
    public static ModelDescription Describe(string top, params (string Name, long Value)[] parameters) => new()
    {
        Top = top,
        Sources = [Directory.EnumerateFiles(DesignFolder(), top + ".*").Single()],
        Parameters = parameters.ToDictionary(p => p.Name, p => (ParameterValue)p.Value),
    };

    public static VerilatorModel Build(string top, params (string Name, long Value)[] parameters) =>
        new ModelBuilder().Build(Describe(top, parameters));

    public static string DesignFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "HwGen.sln")))
                return Path.Combine(folder.FullName, "tests", "cosim", "Designs");
        throw new DirectoryNotFoundException($"HwGen.sln is not above {AppContext.BaseDirectory}");
    }
}
