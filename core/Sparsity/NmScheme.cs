using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>N:M sparsity: of every <c>Block</c> consecutive weights of an output channel, <c>Kept</c> stay.</summary>
/// <remarks>Source: Mishra et al., arXiv:2104.08378.</remarks>
public sealed record NmScheme : SparsityScheme
{
    /// <param name="kept">1 to block</param>
    /// <param name="block">1 to 32</param>
    public NmScheme(int kept, int block)
        : base(block) => Kept = kept;

    /// <inheritdoc/>
    public override SchemeKind Kind => SchemeKind.Nm;

    /// <inheritdoc/>
    public override string Name => $"{Kept}:{Block}";

    /// <inheritdoc/>
    public override int Kept { get; }

    /// <inheritdoc/>
    public override bool DropsBlocks => false;
}
