namespace HwGen.Verify.Formal;

/// <summary>How properties are proven.</summary>
public enum ProofMethod
{
    /// <summary>For all time: from the reset, and from any state in which the properties held for some clocks (z3).</summary>
    Induction,

    /// <summary>For all inputs over the first clocks after power-up (ABC).</summary>
    Bounded,
}
