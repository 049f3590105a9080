namespace HwGen.Cli.Synthesis;

/// <summary>How a family names what multiplies, decides and remembers, and how much one of each remembers; registers are "FF" everywhere.</summary>
/// <param name="Logic">name of its tables</param>
/// <param name="Multiplier">name of its multipliers, each with an accumulator</param>
/// <param name="BlockRam">name of its block RAM</param>
/// <param name="BlockRamBits">bits in one of them</param>
/// <param name="LogicBits">bits in a table that serves as memory, as the target counts tables; 0 if it cannot</param>
/// <param name="ProductBits">bits of activation times weight that a table adds at best: 1 with four inputs; 2 with six, by Booth recoding</param>
public sealed record Fabric(string Logic, string Multiplier, string BlockRam, int BlockRamBits, int LogicBits, int ProductBits);
