namespace HwGen.Core.Image;

/// <summary>Rows (K) and columns (N) of a weight matrix.</summary>
public readonly record struct MatrixShape(int Rows, int Columns);
