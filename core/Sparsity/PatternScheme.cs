using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>Pattern sparsity: a block is a kernel, <c>Kept</c> of its taps stay, and a layer has few sets of taps to choose from.</summary>
/// <remarks>Source: Niu et al., PatDNN, ASPLOS 2020.</remarks>
public sealed record PatternScheme : SparsityScheme
{
    /// <param name="kept">1 to block</param>
    /// <param name="block">taps of a kernel</param>
    /// <param name="patterns">most sets of taps in a layer</param>
    public PatternScheme(int kept, int block, int patterns)
        : base(block) => (Kept, Patterns) = (kept, patterns);

    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Pattern;

    /// <inheritdoc/>
    public override string Name => $"{Kept}:{Block}, {Patterns} patterns";

    /// <inheritdoc/>
    public override int Kept { get; }

    /// <summary>Most sets of taps in a layer, 1 or more.</summary>
    public int Patterns { get; }

    /// <inheritdoc/>
    public override bool DropsBlocks => false;
}
