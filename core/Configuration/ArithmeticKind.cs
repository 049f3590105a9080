namespace HwGen.Core.Configuration;

/// <summary>How the dot product is written in Verilog; same function, another area. The number is the parameter ARITHMETIC.</summary>
public enum ArithmeticKind
{
    /// <summary>Product wires widened by concatenation: what FPGAs with DSP blocks pack best for several lanes.</summary>
    Concatenation = 0,

    /// <summary>The product inside the sum: what DSP blocks absorb, best for one lane.</summary>
    Context = 1,

    /// <summary>Booth digits of all lanes and the accumulator in one carry-save tree: smallest and fastest on standard cells, uses no DSP block.</summary>
    CarrySave = 2,
}
