namespace HwGen.Core.Configuration;

/// <summary>How the dot product is written in Verilog; same function, another area. The number is the parameter ARITHMETIC.</summary>
public enum ArithmeticKind
{
    /// <summary>Product wires widened by concatenation: smallest for several lanes and for soft logic.</summary>
    Concatenation = 0,

    /// <summary>The product inside the sum: what DSP blocks absorb, best for one lane.</summary>
    Context = 1,
}
