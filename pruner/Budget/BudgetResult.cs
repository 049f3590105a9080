using HwGen.Pruner.Permutation;
using HwGen.Pruner.Report;

namespace HwGen.Pruner.Budget;

/// <summary>Densities that were chosen.</summary>
/// <param name="Kept">weights kept of a block, by layer, for each N-tile</param>
/// <param name="Arrangement">order of the channels that the densities of N-tiles are for; null if each N-tile of a layer has the same</param>
/// <param name="Trade">what else there was to choose from</param>
public sealed record BudgetResult(IReadOnlyDictionary<string, IReadOnlyList<int>> Kept, Arrangement? Arrangement, TradeReport Trade);
