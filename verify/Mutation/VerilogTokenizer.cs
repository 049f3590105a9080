namespace HwGen.Verify.Mutation;

/// <summary>Cuts Verilog-2005 into tokens.</summary>
/// <remarks>Escaped names, and strings with backslashes, which our Verilog does not use, are refused rather than misread.</remarks>
public static class VerilogTokenizer
{
    // Longest first.
    private static readonly string[] Marks =
    [
        "<<<", ">>>", "===", "!==", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "+:", "-:", "**", "~&", "~|", "~^",
    ];

    /// <summary>The tokens of a file.</summary>
    /// <exception cref="FormatException">a character that begins no token; the message gives its line</exception>
    public static IReadOnlyList<VerilogToken> Read(string text)
    {
        var tokens = new List<VerilogToken>();
        var (at, line) = (0, 1);
        while (at < text.Length)
        {
            var end = Skipped(text, at) ?? at;
            if (end == at)
            {
                var token = Next(text, at, line);
                tokens.Add(token);
                end = token.End;
            }

            line += text.AsSpan(at, end - at).Count('\n');
            at = end;
        }

        return tokens;
    }

    // Behind a blank, a comment, an attribute or a directive; null where a token begins.
    private static int? Skipped(string text, int at)
    {
        if (char.IsWhiteSpace(text[at]))
            return at + 1;
        if (Starts(text, at, "//") || text[at] == '`')
            return Behind(text, "\n", at);
        if (Starts(text, at, "/*"))
            return Behind(text, "*/", at);
        // @(*) is no attribute.
        return Starts(text, at, "(*") && !Starts(text, at, "(*)") ? Behind(text, "*)", at) : null;
    }

    private static VerilogToken Next(string text, int at, int line)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first) || first == '\'')
            return new(VerilogTokenKind.Number, text[at..NumberEnd(text, at)], at, line);
        if (char.IsAsciiLetter(first) || first is '_' or '$')
            return new(VerilogTokenKind.Word, text[at..While(text, at, c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$')], at, line);
        if (first == '"')
            return new(VerilogTokenKind.Text, text[at..TextEnd(text, at, line)], at, line);
        if (Array.Find(Marks, mark => Starts(text, at, mark)) is { } found)
            return new(VerilogTokenKind.Mark, found, at, line);
        return "()[]{};:,.?@#=<>+-*/%&|^~!".Contains(first, StringComparison.Ordinal)
            ? new(VerilogTokenKind.Mark, first.ToString(), at, line)
            : throw new FormatException($"line {line}: '{first}' begins nothing that is known of Verilog");
    }

    private static int NumberEnd(string text, int at)
    {
        var end = While(text, at, c => char.IsAsciiDigit(c) || c == '_');
        return end < text.Length && text[end] == '\'' ? While(text, end + 1, c => char.IsAsciiLetterOrDigit(c) || c == '_') : end;
    }

    private static int TextEnd(string text, int at, int line)
    {
        var end = While(text, at + 1, c => c is not ('"' or '\\' or '\n'));
        return end < text.Length && text[end] == '"' ? end + 1 : throw new FormatException($"line {line}: a string that does not end in its line, or has a backslash");
    }

    private static int While(string text, int at, Func<char, bool> holds)
    {
        while (at < text.Length && holds(text[at]))
            at++;
        return at;
    }

    private static int Behind(string text, string mark, int at)
    {
        var found = text.IndexOf(mark, at + 1, StringComparison.Ordinal);
        return found < 0 ? text.Length : found + mark.Length;
    }

    private static bool Starts(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;
}
