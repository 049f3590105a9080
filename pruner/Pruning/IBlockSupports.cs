namespace HwGen.Pruner.Pruning;

/// <summary>Which weights of a block may stay together, whatever the other blocks keep.</summary>
public interface IBlockSupports
{
    /// <summary>Weights in a block.</summary>
    int Block { get; }

    /// <summary>Most weights that stay in a block.</summary>
    int Kept { get; }

    /// <summary>Every set of places that may stay, ascending; null where all sets of <see cref="Kept"/> places may and they are too many to list.</summary>
    /// <param name="length">weights of the block; the last one may be shorter</param>
    IReadOnlyList<int[]>? Of(int length);
}
