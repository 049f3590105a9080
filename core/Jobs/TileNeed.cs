namespace HwGen.Core.Jobs;

/// <summary>Memory that an N-tile takes in an image.</summary>
/// <param name="WeightWords">words of WeightWordWidth bits</param>
/// <param name="ListEntries">entries of its block list, 0 without one</param>
internal readonly record struct TileNeed(long WeightWords, int ListEntries);
