using HwGen.Verify.Simulation;

namespace HwGen.Verify.Mutation;

/// <summary>Puts all mutations of a design into a random order: a kind by chance, then one of its places by chance, so that rare kinds are
/// not drowned by constants.</summary>
public static class MutationOrder
{
    /// <summary>Every mutation once.</summary>
    /// <param name="sources">the files</param>
    /// <param name="seed">the same seed gives the same order</param>
    public static IEnumerable<Mutation> Of(IReadOnlyList<VerilogSource> sources, ulong seed)
    {
        var random = SimRandom.For(seed, "mutations");
        var kinds = MutationOperators.All.Select(kind => sources.SelectMany(kind.Find).ToList()).Where(found => found.Count > 0).ToList();
        while (kinds.Count > 0)
        {
            var kind = kinds[random.Next(kinds.Count)];
            var place = random.Next(kind.Count);
            yield return kind[place];
            kind[place] = kind[^1];
            kind.RemoveAt(kind.Count - 1);
            if (kind.Count == 0)
                kinds.Remove(kind);
        }
    }
}
