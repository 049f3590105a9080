using System.Text.RegularExpressions;

namespace HwGen.Tests.Shared;

/// <summary>A fenced block of a Markdown document.</summary>
/// <param name="Document">path in the repository</param>
/// <param name="Line">line number of its first line</param>
/// <param name="Language">what stands behind the opening fence</param>
/// <param name="Text">what is inside</param>
internal sealed partial record DocumentBlock(string Document, int Line, string Language, string Text)
{
    /// <summary>The documents that people read; generated ones are not among them.</summary>
    public static IEnumerable<string> Documents() => RepositoryFolder.Files()
        .Where(file => file.EndsWith(".md", StringComparison.Ordinal) && !file.StartsWith("tests/unit/Expected/", StringComparison.Ordinal));

    /// <summary>The blocks of a document.</summary>
    public static IEnumerable<DocumentBlock> Of(string document)
    {
        string text = File.ReadAllText(RepositoryFolder.At(document));
        return Fence().Matches(text).Select(match => new DocumentBlock(
            document, text[..match.Index].Count(c => c == '\n') + 2, match.Groups[1].Value, match.Groups[2].Value));
    }

    /// <summary>The shell commands of the block with their line numbers; continued lines are one command, comments none.</summary>
    public IEnumerable<(int Line, string Command)> Commands()
    {
        string[] lines = Text.Split('\n');
        for (int first = 0; first < lines.Length; first++)
        {
            int last = first;
            while (lines[last].EndsWith('\\'))
                last++;
            string command = string.Join('\n', lines[first..(last + 1)]).Trim();
            if (command.Length > 0 && !command.StartsWith('#'))
                yield return (Line + first, command);
            first = last;
        }
    }

    [GeneratedRegex(@"^```(\w*)[^\n]*\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();
}
