namespace HwGen.Cli.Boards;

/// <summary>Why no question gets through to <c>uart_bridge</c>.</summary>
public enum LinkFault
{
    /// <summary>Questions are answered.</summary>
    None,

    /// <summary>Not one byte came back.</summary>
    Silent,

    /// <summary>What came back is what was sent.</summary>
    Echo,

    /// <summary>Bytes came, but no answer among them.</summary>
    Garbled,

    /// <summary>Answers came: damaged ones, or such that say that the question was.</summary>
    Damaged,
}
