using System.Text.RegularExpressions;
using HwGen.Core.Configuration;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed partial class DocumentTests
{
    /// <summary>sh: run by a test; console: changes the machine and is not; the others are shown.</summary>
    private static readonly string[] Languages = ["sh", "console", "yaml", "json", "text", "verilog", "csharp", "c"];

    public static TheoryData<string> Documents() => [.. DocumentBlock.Documents()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_block_says_what_it_is(string document) =>
        Assert.All(DocumentBlock.Of(document), block => Assert.Contains(block.Language, Languages));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_configuration_that_is_shown_is_valid(string document) =>
        Assert.All(DocumentBlock.Of(document).Where(block => block.Language == "yaml"), block =>
            ConfigurationReader.Read(block.Text, $"{document}:{block.Line}"));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Each_link_into_the_repository_leads_somewhere(string document)
    {
        string folder = Path.GetDirectoryName(RepositoryFolder.At(document))!;
        IEnumerable<string> targets = Link().Matches(File.ReadAllText(RepositoryFolder.At(document)))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal));

        Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document}: {target}"));
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();
}
