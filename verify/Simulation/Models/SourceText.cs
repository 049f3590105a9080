using System.Text.RegularExpressions;

namespace HwGen.Verify.Simulation.Models;

/// <summary>What a Verilog file declares, what it names, and what of it other files can notice when none uses its modules.</summary>
/// <remarks>Read without preprocessing: what is inside <c>`ifdef</c> counts whether it is compiled or not. So a file may be taken for used
/// that is not, never the other way round.</remarks>
internal sealed partial class SourceText
{
    private readonly string text;

    public SourceText(string text)
    {
        this.text = text;
        var code = Comment().Replace(text, match => match.Value[0] == '"' ? match.Value : " ");
        Declared = Declaration().Matches(code).Select(match => match.Groups[1].Value).ToHashSet();
        Words = Word().Matches(code).Select(match => match.Value).ToHashSet();
        Outside = Space().Replace(Unit().Replace(Directive().Replace(code, " "), " "), " ").Trim();
        PastesNames = code.Contains("``", StringComparison.Ordinal);
    }

    /// <summary>Modules, packages and the like.</summary>
    public IReadOnlySet<string> Declared { get; }

    /// <summary>All words, keywords too.</summary>
    public IReadOnlySet<string> Words { get; }

    /// <summary>Whether macros put names together, so that <see cref="Words"/> may lack some.</summary>
    public bool PastesNames { get; }

    /// <summary>Whether it does something without being named: declarations outside modules, <c>bind</c>.</summary>
    public bool ActsUnnamed => Outside.Length > 0 || Words.Contains("bind");

    /// <summary>What other files notice of it even if none uses its modules: directives, comments to tools, names, what is outside modules.</summary>
    public string Surface => string.Join('\n', Directive().Matches(text).Concat(ToolComment().Matches(text)).Select(match => match.Value).Concat(Declared.Order(StringComparer.Ordinal)).Append(Outside));

    private string Outside { get; }

    /// <summary>Whether it includes a file of that name, or one whose name a macro makes.</summary>
    public bool MayInclude(string file) => Inclusion().Matches(text).Any(match =>
        match.Groups[1].Value.StartsWith('`') || match.Groups[1].Value.Contains(file, StringComparison.Ordinal));

    /// <summary>Which of the sources a top needs.</summary>
    /// <param name="sources">the files, in order</param>
    /// <param name="named">what is named elsewhere: the top, and the words of files that were included</param>
    public static bool[] Used(IReadOnlyList<SourceText> sources, IReadOnlySet<string> named)
    {
        var used = sources.Select(source => source.ActsUnnamed || sources.Any(other => other.PastesNames)).ToArray();
        var words = new HashSet<string>(named);
        foreach (var source in sources.Where((_, i) => used[i]))
            words.UnionWith(source.Words);
        for (var found = true; found;)
        {
            found = false;
            for (var i = 0; i < sources.Count; i++)
            {
                if (used[i] || !sources[i].Declared.Overlaps(words))
                    continue;
                found = used[i] = true;
                words.UnionWith(sources[i].Words);
            }
        }

        return used;
    }

    // A string is matched first so that // inside it is no comment.
    [GeneratedRegex("""
        "(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/
        """, RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?:module|macromodule|primitive|interface|package|program|class|checker|config)\s+(?:automatic\s+|static\s+)?(\\\S+|\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\\\S+|\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(?<kind>module|macromodule|primitive|interface|package|program|class|checker|config)\b.*?\bend(?:\k<kind>|module)\b(?:\s*:\s*\w+)?", RegexOptions.Singleline)]
    private static partial Regex Unit();

    // With what belongs to it; the use of a macro is none.
    [GeneratedRegex(@"`(?:(?:define|include|timescale|line|pragma|begin_keywords)\b(?:[^\n\\]|\\\n|\\)*|(?:ifdef|ifndef|elsif|undef|default_nettype|unconnected_drive)\s+\S+"
        + @"|(?:else|endif|celldefine|endcelldefine|resetall|undefineall|nounconnected_drive|end_keywords)\b)")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();

    [GeneratedRegex(@"`include\s+(\S+)")]
    private static partial Regex Inclusion();

    [GeneratedRegex(@"\b(?:verilator|synopsys)\b[^\n]*")]
    private static partial Regex ToolComment();
}
