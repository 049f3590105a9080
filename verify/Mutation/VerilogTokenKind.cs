namespace HwGen.Verify.Mutation;

/// <summary>What a token of Verilog is.</summary>
public enum VerilogTokenKind
{
    /// <summary>A name, a keyword or a system function.</summary>
    Word,

    /// <summary>A number, sized or not.</summary>
    Number,

    /// <summary>A string, with its quotes.</summary>
    Text,

    /// <summary>An operator or a mark of punctuation.</summary>
    Mark,
}
