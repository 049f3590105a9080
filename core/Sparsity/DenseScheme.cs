using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>Every weight stays.</summary>
public sealed record DenseScheme(int Block) : SparsityScheme(Block)
{
    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Dense;

    /// <inheritdoc/>
    public override string Name => "dense";

    /// <inheritdoc/>
    public override int Kept => Block;

    /// <inheritdoc/>
    public override bool DropsBlocks => false;
}
