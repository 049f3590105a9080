namespace HwGen.Verify.Coverage;

/// <summary>A value came that must never come.</summary>
/// <param name="message">the point, the value and the bin</param>
public sealed class CoverageException(string message) : Exception(message);
