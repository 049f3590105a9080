using HwGen.Core.Image;

namespace HwGen.Pruner.Budget;

/// <summary>Something a network may not use more of than it is given. A new kind is a new class, listed in <see cref="BudgetRequest"/>.</summary>
public interface IBudgetKind
{
    /// <summary>Word on the command line.</summary>
    string Name { get; }

    /// <summary>What messages call it.</summary>
    string Unit { get; }

    /// <summary>What a layer uses.</summary>
    /// <param name="images">its weights</param>
    /// <param name="rows">M of the batch</param>
    long Cost(IReadOnlyList<WeightImage> images, long rows);
}
