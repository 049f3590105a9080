using HwGen.Core.IO;

namespace HwGen.Pruner.Pruning;

/// <summary>Of every <paramref name="Block"/> consecutive k of an output channel, one of at most <paramref name="Patterns"/> sets of
/// <paramref name="Kept"/> places stays; the sets are the layer's own.</summary>
/// <param name="Kept">weights of a pattern</param>
/// <param name="Block">the taps of a kernel</param>
/// <param name="Patterns">most sets in the layer</param>
/// <remarks>Source: Niu et al., PatDNN, ASPLOS 2020.</remarks>
public sealed record PatternStructure(int Kept, int Block, int Patterns) : IWeightStructure
{
    /// <summary>The patterns, if they are settled; null to choose those that keep most.</summary>
    public PatternLibrary? Library { get; init; }

    public string Name => $"{Kept}:{Block}, {Patterns} patterns";

    public bool IsDense => Kept >= Block;

    public int ColumnsTogether => int.MaxValue;

    public IBlockSupports? FineOf(int column) => Library;

    /// <inheritdoc/>
    /// <remarks>Weights that are 0 by chance may seem to have more patterns than there are.</remarks>
    public IWeightStructure Settle(Tensor<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var found = PatternLibrary.Of(weights, Block);
        return this with
        {
            Library = found.Patterns.Count <= Patterns ? found
                : PatternLibrary.Choose(new Tensor<double>(Array.ConvertAll(weights.Values, w => w * w), weights.Shape), this),
        };
    }

    public bool[] Choose(Tensor<double> scores) => (Library ?? PatternLibrary.Choose(scores, this)).Keep(scores);
}
