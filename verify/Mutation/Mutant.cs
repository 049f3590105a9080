namespace HwGen.Verify.Mutation;

/// <summary>A mutation and what became of it.</summary>
/// <param name="Number">its place in the order of the seed, from 1</param>
/// <param name="Mutation">the mistake</param>
/// <param name="State">what became of it</param>
public sealed record Mutant(int Number, Mutation Mutation, MutantState State)
{
    /// <summary>The test that caught it.</summary>
    public string? Test { get; init; }

    /// <summary>What that test said, the proof of equivalence, or why the tools refuse it.</summary>
    public string? Message { get; init; }
}
