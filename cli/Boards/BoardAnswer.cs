namespace HwGen.Cli.Boards;

/// <summary>What <c>uart_bridge</c> answered.</summary>
/// <param name="Status">whether it was done</param>
/// <param name="Count">words that were taken, or that came</param>
/// <param name="IsLast">the last word that came ended its packet</param>
/// <param name="Words">those that came, little-endian</param>
public sealed record BoardAnswer(BoardStatus Status, int Count, bool IsLast, byte[] Words);
