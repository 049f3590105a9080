namespace HwGen.Pruner.Budget;

/// <summary>An allotment and what came of it.</summary>
/// <param name="Allotment">the densities</param>
/// <param name="Trial">null if it was not tried</param>
public sealed record TriedAllotment(Allotment Allotment, Trial? Trial);
