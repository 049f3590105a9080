namespace HwGen.Verify.Coverage;

/// <summary>What a coverage point counts.</summary>
public enum CoveragePointKind
{
    /// <summary>A block of the source ran.</summary>
    Line,

    /// <summary>A branch was taken, also one that is not written: the <c>else</c> of an <c>if</c> without.</summary>
    Branch,

    /// <summary>A bit changed.</summary>
    Toggle,

    /// <summary>A <c>cover</c> statement of the design held.</summary>
    User,

    /// <summary>A bin of a <see cref="CoverGroup"/> was hit.</summary>
    Functional,
}
