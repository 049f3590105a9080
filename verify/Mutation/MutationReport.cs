namespace HwGen.Verify.Mutation;

/// <summary>What a campaign came to.</summary>
/// <param name="Mutants">all that were made, in the order of the seed</param>
public sealed record MutationReport(IReadOnlyList<Mutant> Mutants)
{
    /// <summary>Mutants of a state.</summary>
    public IEnumerable<Mutant> Of(MutantState state) => Mutants.Where(mutant => mutant.State == state);

    /// <summary>Caught mutants in percent of those that count; 100 of none.</summary>
    public double Score
    {
        get
        {
            var (caught, survived) = (Of(MutantState.Caught).Count(), Of(MutantState.Survived).Count());
            return caught + survived == 0 ? 100 : 100.0 * caught / (caught + survived);
        }
    }
}
