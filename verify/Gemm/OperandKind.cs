namespace HwGen.Verify.Gemm;

/// <summary>How random operands are drawn.</summary>
public enum OperandKind
{
    /// <summary>Evenly over the whole range.</summary>
    Uniform,

    /// <summary>The smallest and the largest number only.</summary>
    Extreme,

    /// <summary>The smallest number only: its product with itself is the largest there is.</summary>
    Smallest,

    /// <summary>Mostly zeros.</summary>
    Sparse,

    /// <summary>-2 to 2: sums that are not clamped, halves among them.</summary>
    Small,
}
