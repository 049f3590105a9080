namespace HwGen.Cli.Boards;

/// <summary>What <c>uart_bridge</c> says of a frame.</summary>
public enum BoardStatus : byte
{
    /// <summary>Done, as far as the count says.</summary>
    Done = 0,

    /// <summary>The checksum was wrong.</summary>
    Checksum = 1,

    /// <summary>There is no such command.</summary>
    Command = 2,

    /// <summary>More words than a frame may have.</summary>
    Length = 3,

    /// <summary>A byte had no stop bit.</summary>
    Framing = 4,

    /// <summary>The frame stopped before its end.</summary>
    Silence = 5,
}
