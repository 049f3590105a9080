using HwGen.Core.Configuration;
using HwGen.Core.Jobs;

namespace HwGen.Pruner.Budget;

/// <summary>Something a network may not use more of than it is given. A new kind is a new class, listed in <see cref="BudgetRequest"/>.</summary>
public interface IBudgetKind
{
    /// <summary>Word on the command line.</summary>
    string Name { get; }

    /// <summary>What messages call it.</summary>
    string Unit { get; }

    /// <summary>What an image of a layer uses.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="image">its weights</param>
    /// <param name="rows">M of the batch</param>
    long Cost(ArrayConfiguration configuration, PlannedImage image, long rows);
}
