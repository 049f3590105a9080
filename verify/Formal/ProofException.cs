namespace HwGen.Verify.Formal;

/// <summary>A proof could not be attempted: a tool refused the module or its properties.</summary>
/// <param name="message">what the tool said</param>
public sealed class ProofException(string message) : Exception(message);
