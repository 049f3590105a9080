using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>Column sparsity: single k stay or go, for all output channels of an N-tile together.</summary>
/// <param name="BlockPercent">k of an N-tile that stay, in percent</param>
public sealed record ColumnScheme(int BlockPercent) : SparsityScheme(1)
{
    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Column;

    /// <inheritdoc/>
    public override string Name => $"columns, {BlockPercent}%";

    /// <inheritdoc/>
    public override int Kept => 1;

    /// <inheritdoc/>
    public override bool DropsBlocks => true;
}
