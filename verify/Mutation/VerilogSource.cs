namespace HwGen.Verify.Mutation;

/// <summary>A module's file as tokens, with what a mutation must know of each: its partner bracket, whether it assigns, whether it counts.</summary>
public sealed class VerilogSource
{
    private readonly int[] partner;
    private readonly bool[] assigns;   // an = or <= that assigns
    private readonly bool[] inProcess; // ... of a process, not of a net or a parameter
    private readonly bool[] skipped;

    /// <summary>Reads a file.</summary>
    /// <param name="file">its name</param>
    /// <param name="text">what it holds</param>
    /// <exception cref="FormatException">it is not Verilog as we write it; the message names file and line</exception>
    public VerilogSource(string file, string text)
    {
        (File, Text) = (file, text);
        try
        {
            Tokens = VerilogTokenizer.Read(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{file}, {e.Message}", e);
        }

        partner = Partners();
        assigns = new bool[Tokens.Count];
        inProcess = new bool[Tokens.Count];
        skipped = new bool[Tokens.Count];
        MarkStatements();
        MarkParameterChecks();
    }

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>What it holds.</summary>
    public string Text { get; }

    /// <summary>Its tokens.</summary>
    public IReadOnlyList<VerilogToken> Tokens { get; }

    /// <summary>The tokens that a mutation may touch: no parameter checks and no nets that only tell lint what is unused.</summary>
    public IEnumerable<int> Places => Enumerable.Range(0, Tokens.Count).Where(i => !skipped[i]);

    /// <summary>The text of a token; empty before the first and behind the last.</summary>
    public string At(int i) => i >= 0 && i < Tokens.Count ? Tokens[i].Text : "";

    /// <summary>The bracket that belongs to the bracket at i.</summary>
    public int Partner(int i) => partner[i];

    /// <summary>Whether the token is an <c>=</c> or <c>&lt;=</c> that assigns, and no comparison.</summary>
    public bool Assigns(int i) => assigns[i];

    /// <summary>Whether it assigns in a process (and not a net or a parameter).</summary>
    public bool AssignsInProcess(int i) => assigns[i] && inProcess[i];

    /// <summary>Whether an operator at i has two operands.</summary>
    public bool IsBinary(int i) => i > 0 && Tokens[i - 1].EndsOperand;

    /// <summary>The first token at or behind i, outside brackets opened there, that is one of the marks; the end if there is none.</summary>
    public int Find(int i, params string[] marks)
    {
        for (; i < Tokens.Count; i++)
        {
            if (marks.Contains(Tokens[i].Text))
                return i;
            if (partner[i] > i)
                i = partner[i];
            else if (partner[i] >= 0)
                return i;
        }

        return i;
    }

    /// <summary>The first token of the operand that ends before i: a name with its selects, or brackets.</summary>
    public int OperandStart(int i)
    {
        i--;
        while (At(i) == "]")
            i = partner[i] - 1;
        return At(i) is ")" or "}" ? partner[i] : i;
    }

    /// <summary>The first token of the condition that ends before the <c>?</c> at i: all operators bind more tightly.</summary>
    public int ConditionStart(int i)
    {
        var start = i;
        while (start > 0 && !(assigns[start - 1] || At(start - 1) is "(" or "[" or "{" or "," or "?" or ":" or ";"))
            start = partner[start - 1] >= 0 ? partner[start - 1] : start - 1;
        return start;
    }

    /// <summary>A mutation that replaces the tokens from first to last.</summary>
    public Mutation Replace(string kind, int first, int last, string after)
    {
        var (offset, end) = (Tokens[first].Offset, Tokens[last].End);
        return new Mutation(kind, File, Tokens[first].Line, offset, Text[offset..end], after);
    }

    /// <summary>The text from one token to another.</summary>
    public string Between(int first, int last) => Text[Tokens[first].Offset..Tokens[last].End];

    private int[] Partners()
    {
        var found = Enumerable.Repeat(-1, Tokens.Count).ToArray();
        var open = new Stack<int>();
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (At(i) is "(" or "[" or "{")
                open.Push(i);
            if (At(i) is not (")" or "]" or "}"))
                continue;
            if (open.Count == 0)
                throw new FormatException($"{File}, line {Tokens[i].Line}: {At(i)} closes nothing");
            (found[i], found[open.Peek()]) = (open.Peek(), i);
            open.Pop();
        }

        return open.Count == 0 ? found : throw new FormatException($"{File}, line {Tokens[open.Peek()].Line}: {At(open.Peek())} is not closed");
    }

    // A statement assigns once, outside brackets: with its first = or <=. All others compare.
    private void MarkStatements()
    {
        var start = 0;
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (At(i) is ";" or "begin" or "end" or "else" or "generate" or "endgenerate" or "endcase" or "endfunction")
                start = i + 1;
            else if (partner[i] > i)
                i = MarkBrackets(i);
            else if (At(i) is "=" or "<=" && !Enumerable.Range(start, i - start).Any(before => assigns[before]))
            {
                assigns[i] = true;
                inProcess[i] = !VerilogWords.Declarations.Contains(At(start));
            }

            if (At(i) == "=" && At(i - 1).StartsWith("unused_", StringComparison.Ordinal))
                Array.Fill(skipped, true, start, Find(i, ";") - start);
        }
    }

    // In brackets (parameters, loop heads) = assigns and <= compares.
    private int MarkBrackets(int open)
    {
        for (var i = open + 1; i < partner[open]; i++)
            assigns[i] = At(i) == "=";
        return partner[open];
    }

    // if (...) begin : gen_invalid ... end
    private void MarkParameterChecks()
    {
        for (var i = 0; i < Tokens.Count; i++)
        {
            if (!At(i).StartsWith("gen_invalid", StringComparison.Ordinal) || At(i - 2) != "begin")
                continue;
            var condition = At(i - 3) == ")" ? partner[i - 3] - 1 : i - 2;
            var end = i;
            while (At(end) != "end")
                end++;
            Array.Fill(skipped, true, condition, end - condition);
        }
    }
}
