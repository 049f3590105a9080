namespace HwGen.Pruner.Graph;

/// <summary>Shapes that an operation cannot work on.</summary>
public sealed class ShapeException(string message) : Exception(message);
