using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed class VerifyLayerTests
{
    /// <summary>Each layer may use those before it: the simulation kernel knows no streams, the streams no GEMM.</summary>
    private static readonly string[] Layers = ["Processes", "Simulation", "Coverage", "Testing", "Streams", "Gemm"];

    [Theory]
    [InlineData("Processes")]
    [InlineData("Simulation")]
    [InlineData("Coverage")]
    [InlineData("Testing")]
    [InlineData("Streams")]
    public void A_layer_of_the_harness_never_looks_up(string layer)
    {
        string[] above = Layers[(Array.IndexOf(Layers, layer) + 1)..];
        if (!Directory.Exists(RepositoryFolder.At($"verify/{layer}")))
            return;

        Assert.All(RepositoryFolder.Files($"verify/{layer}").Where(file => file.EndsWith(".cs", StringComparison.Ordinal)), file =>
        {
            string text = File.ReadAllText(RepositoryFolder.At(file));
            Assert.All(above, upper => Assert.DoesNotContain($"HwGen.Verify.{upper}", text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_kernel_and_the_streams_know_nothing_of_the_accelerator()
    {
        IEnumerable<string> files = new[] { "Simulation", "Coverage", "Testing", "Streams" }
            .Where(layer => Directory.Exists(RepositoryFolder.At($"verify/{layer}")))
            .SelectMany(layer => RepositoryFolder.Files($"verify/{layer}"));

        Assert.All(files, file =>
        {
            string text = File.ReadAllText(RepositoryFolder.At(file));
            Assert.All(
                ["HwGen.Core.Configuration", "HwGen.Core.Image", "HwGen.Core.Registers", "HwGen.Core.Jobs"],
                word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
        });
    }
}
