namespace HwGen.Hdlgen;

/// <summary>One file of a design.</summary>
/// <param name="Path">relative, with '/'</param>
/// <param name="Text">lines end in LF, the last one too</param>
/// <param name="Description">what it is for, in a few words</param>
public sealed record GeneratedFile(string Path, string Text, string Description)
{
    /// <summary>Whether it is Verilog, rather than the contents of a memory that the Verilog reads.</summary>
    public bool IsVerilog => Path.EndsWith(".v", StringComparison.Ordinal);

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
