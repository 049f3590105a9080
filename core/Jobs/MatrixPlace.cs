namespace HwGen.Core.Jobs;

/// <summary>A place in a matrix, both from 0.</summary>
public readonly record struct MatrixPlace(int Row, int Column);
