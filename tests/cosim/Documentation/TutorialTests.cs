using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Documentation;

/// <summary>The tutorial shows the files of its example as they are; its commands are run by <see cref="DocumentCommandTests"/>.</summary>
public sealed class TutorialTests
{
    [Theory]
    [InlineData("verilog", "examples/spi/spi_master.v")]
    [InlineData("csharp", "examples/spi/SpiMasterTests.cs")]
    public void The_tutorial_quotes_its_example(string language, string file)
    {
        string text = File.ReadAllText(RepositoryFolder.At(file));
        IEnumerable<DocumentBlock> blocks = DocumentBlock.Of("docs/tutorial.md").Where(block => block.Language == language);

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block.Text, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tutorial_shows_the_project_file_whole() =>
        Assert.Contains(
            DocumentBlock.Of("docs/tutorial.md"), block => block.Text == File.ReadAllText(RepositoryFolder.At("examples/spi/Spi.csproj")));

    [Fact]
    public void The_tutorial_quotes_every_method_of_the_test()
    {
        string quoted = string.Concat(DocumentBlock.Of("docs/tutorial.md").Select(block => block.Text));

        Assert.All(
            File.ReadLines(RepositoryFolder.At("examples/spi/SpiMasterTests.cs")).Where(line => line.StartsWith("    ", StringComparison.Ordinal)),
            line => Assert.Contains(line, quoted, StringComparison.Ordinal));
    }
}
