using HwGen.Core.Image;

namespace HwGen.Pruner.Budget;

/// <summary>A layer pruned alone at one density.</summary>
/// <param name="Kept">weights kept of a block; 0 where a user settled it for each N-tile</param>
/// <param name="Tiles">what each N-tile takes</param>
/// <param name="Error">power of the change of the network's output relative to that of the output</param>
/// <param name="ErrorOfGroup">the part of it that each group of N-tiles has; together the whole</param>
public sealed record MeasuredDensity(int Kept, IReadOnlyList<MeasuredTile> Tiles, double Error, IReadOnlyList<double> ErrorOfGroup);
