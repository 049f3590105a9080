using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>Block sparsity: whole K-blocks stay or go, for all output channels of an N-tile together.</summary>
/// <param name="Block">weights in a block</param>
/// <param name="BlockPercent">blocks of an N-tile that stay, in percent</param>
public sealed record BlockScheme(int Block, int BlockPercent) : SparsityScheme(Block)
{
    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Block;

    /// <inheritdoc/>
    public override string Name => $"blocks of {Block}, {BlockPercent}%";

    /// <inheritdoc/>
    public override int Kept => Block;

    /// <inheritdoc/>
    public override bool DropsBlocks => true;
}
