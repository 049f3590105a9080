using System.Text.RegularExpressions;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed partial class RtlFileTests
{
    public static TheoryData<string> RtlFiles() =>
        [.. RepositoryFolder.Files("rtl-templates").Concat(RepositoryFolder.Files("boards")).Where(file => file.EndsWith(".v", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(RtlFiles))]
    public void A_file_holds_one_module_of_its_name(string file)
    {
        MatchCollection modules = Module().Matches(Text(file));

        Assert.Equal(Path.GetFileNameWithoutExtension(file), Assert.Single(modules).Groups[1].Value);
    }

    [Theory]
    [MemberData(nameof(RtlFiles))]
    public void A_file_begins_with_what_it_is_and_allows_no_undeclared_nets(string file)
    {
        string text = Text(file);

        Assert.Matches(@"^// \S.{20,}", text);
        int nettype = text.IndexOf("`default_nettype none\n", StringComparison.Ordinal);
        Assert.InRange(nettype, 0, text.IndexOf("\nmodule ", StringComparison.Ordinal));
        Assert.EndsWith("`default_nettype wire\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(RtlFiles))]
    public void A_file_is_parameterized_by_parameters_alone(string file)
    {
        string code = Comment().Replace(Text(file), "");

        Assert.DoesNotMatch(@"`(define|ifdef|ifndef|include)\b|\bdefparam\b|\balways_(comb|ff)\b|\blogic\b", code);
    }

    private static string Text(string file) => File.ReadAllText(RepositoryFolder.At(file));

    [GeneratedRegex(@"^module\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Module();

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();
}
