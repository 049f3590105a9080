using System.Text.RegularExpressions;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Documentation;

/// <summary>docs/bus-models.md shows lines of its examples as they are, and every rule; its commands are run by <see cref="DocumentCommandTests"/>.</summary>
public sealed partial class BusModelsTests
{
    private const string Document = "docs/bus-models.md";

    [Fact]
    public void The_page_quotes_its_examples()
    {
        string examples = TextOf("examples/buses/");
        IEnumerable<DocumentBlock> blocks = DocumentBlock.Of(Document).Where(block => block.Language == "csharp");

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.Contains(block.Text, examples, StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_names_exactly_the_rules_of_the_monitors()
    {
        string page = File.ReadAllText(RepositoryFolder.At(Document));
        string[] rules = Found(RuleInCode(), TextOf("verify/Axi4/") + TextOf("verify/Streams/"));

        Assert.True(rules.Length >= 20, string.Join(", ", rules));
        Assert.Equal(rules, Found(RuleInPage(), page[page.IndexOf("| rule |", StringComparison.Ordinal)..]));
    }

    private static string[] Found(Regex regex, string text) =>
        [.. regex.Matches(text).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal)];

    private static string TextOf(string folder) => string.Concat(RepositoryFolder.Files()
        .Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal))
        .Select(file => File.ReadAllText(RepositoryFolder.At(file))));

    [GeneratedRegex("\"([A-Z][A-Z0-9]*_[A-Z_]+)\"")]
    private static partial Regex RuleInCode();

    [GeneratedRegex("`([A-Z][A-Z0-9]*_[A-Z_]+)`")]
    private static partial Regex RuleInPage();
}
