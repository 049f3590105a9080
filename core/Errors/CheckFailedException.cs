namespace HwGen.Core.Errors;

/// <summary>A check came out wrong, such as a mismatch: the message says where and how to see it again. Exit code 1.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
