namespace HwGen.Verify.Mutation;

/// <summary>What became of a mutant.</summary>
public enum MutantState
{
    /// <summary>A test failed on it.</summary>
    Caught,

    /// <summary>All tests passed on it.</summary>
    Survived,

    /// <summary>It is the right design in other words, proved: it does not count.</summary>
    Equivalent,

    /// <summary>The tools refuse it: it does not count.</summary>
    Stillborn,
}
