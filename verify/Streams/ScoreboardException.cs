namespace HwGen.Verify.Streams;

/// <summary>A design did something else than what was expected.</summary>
/// <param name="message">which item, what it is, what was expected</param>
public sealed class ScoreboardException(string message) : Exception(message);
