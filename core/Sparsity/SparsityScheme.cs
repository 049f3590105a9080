using HwGen.Core.Configuration;

namespace HwGen.Core.Sparsity;

/// <summary>A structure of sparsity: which weights of a block stay, and whether whole blocks may go.</summary>
/// <param name="Block">B, weights in a block</param>
/// <remarks>A new structure is a new class and a line in <see cref="All"/> and <see cref="For"/>.</remarks>
public abstract record SparsityScheme(int Block)
{
    /// <summary>The word of the YAML file.</summary>
    public abstract SchemeKind Kind { get; }

    /// <summary>Name in reports, such as <c>4:8</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Weights of a block that stay, if the block stays.</summary>
    public abstract int Kept { get; }

    /// <summary>True if whole blocks of an N-tile may be left out.</summary>
    public abstract bool DropsBlocks { get; }

    /// <summary>One scheme of every kind for a block, with half of the weights kept where there is a choice.</summary>
    public static IReadOnlyList<SparsityScheme> All(int block) =>
    [
        new DenseScheme(block),
        new NmScheme(Math.Max(1, block / 2), block),
        new PatternScheme(Math.Max(1, block / 2), block, ConfigurationRules.UsualPatterns),
        new BlockScheme(block, 50),
        new PivotScheme(block, 50),
        .. block == 1 ? [new ColumnScheme(50)] : Array.Empty<SparsityScheme>(),
    ];

    /// <summary>The scheme of a configuration.</summary>
    public static SparsityScheme For(ArrayConfiguration configuration) => configuration.Scheme switch
    {
        SchemeKind.Dense => new DenseScheme(configuration.Block),
        SchemeKind.Nm => new NmScheme(configuration.Kept, configuration.Block),
        SchemeKind.Pattern => new PatternScheme(configuration.Kept, configuration.Block, configuration.Patterns),
        SchemeKind.Block => new BlockScheme(configuration.Block, configuration.BlockPercent),
        SchemeKind.Column => new ColumnScheme(configuration.BlockPercent),
        SchemeKind.Pivot => new PivotScheme(configuration.Block, configuration.BlockPercent),
        _ => throw new ArgumentOutOfRangeException(nameof(configuration), configuration.Scheme, "not a scheme"),
    };

    /// <summary>Chooses the weights of a block to keep: the largest in magnitude, the first on a tie.</summary>
    /// <param name="block">weights [Block]</param>
    /// <returns>mask [Block], true where the weight is kept</returns>
    public bool[] Keep(ReadOnlySpan<double> block)
    {
        if (block.Length != Block)
            throw new ArgumentException($"{block.Length} weights, must be one block of {Block}", nameof(block));
        double[] magnitudes = new double[Block];
        for (int i = 0; i < Block; i++)
            magnitudes[i] = Math.Abs(block[i]);
        var keep = new bool[Block];
        foreach (int i in Enumerable.Range(0, Block).OrderByDescending(i => magnitudes[i]).Take(Kept))
            keep[i] = true;
        return keep;
    }
}
