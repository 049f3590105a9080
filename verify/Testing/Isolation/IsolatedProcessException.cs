namespace HwGen.Verify.Testing.Isolation;

/// <summary>The process of an isolated test ended before the test did; the message says by what, when in simulated time, and how to
/// repeat it.</summary>
/// <param name="message">all that is known</param>
public sealed class IsolatedProcessException(string message) : Exception(message);
