namespace HwGen.Verify.Testing.Isolation;

/// <summary>An exception of a test in another process.</summary>
/// <param name="Type">its type</param>
/// <param name="Message">its message</param>
/// <param name="Stack">its stack, null if it has none</param>
/// <param name="Parent">index of the exception that holds it, -1 for the outermost</param>
internal sealed record IsolatedFailure(string Type, string Message, string? Stack, int Parent);
