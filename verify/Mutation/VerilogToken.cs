namespace HwGen.Verify.Mutation;

/// <summary>A token of Verilog-2005; comments, attributes and directives are none.</summary>
/// <param name="Kind">what it is</param>
/// <param name="Text">as written</param>
/// <param name="Offset">of its first character in the file</param>
/// <param name="Line">from 1</param>
public sealed record VerilogToken(VerilogTokenKind Kind, string Text, int Offset, int Line)
{
    /// <summary>The offset behind its last character.</summary>
    public int End => Offset + Text.Length;

    /// <summary>Whether it can end an operand, so that an operator behind it has two operands.</summary>
    public bool EndsOperand => Kind is VerilogTokenKind.Number or VerilogTokenKind.Text || Text is ")" or "]" or "}"
        || (Kind == VerilogTokenKind.Word && !VerilogWords.Keywords.Contains(Text));
}
