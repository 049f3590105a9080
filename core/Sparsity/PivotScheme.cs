using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>Matrix pivoting: block sparsity after rows and columns have changed places, so that what matters stands in few blocks.</summary>
/// <param name="Block">weights in a block</param>
/// <param name="BlockPercent">blocks of an N-tile that stay, in percent</param>
/// <remarks>Source: Sredojevic et al., Structured Deep Neural Network Pruning via Matrix Pivoting, arXiv:1712.01084.</remarks>
public sealed record PivotScheme(int Block, int BlockPercent) : SparsityScheme(Block)
{
    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Pivot;

    /// <inheritdoc/>
    public override string Name => $"blocks of {Block}, {BlockPercent}%, pivoted";

    /// <inheritdoc/>
    public override int Kept => Block;

    /// <inheritdoc/>
    public override bool DropsBlocks => true;
}
