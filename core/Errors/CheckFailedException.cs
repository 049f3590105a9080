namespace HwGen.Core.Errors;

/// <summary>A check came out wrong, such as a mismatch: the message says where and how to see it again. Exit code 1.</summary>
/// <param name="message">what is wrong</param>
/// <param name="hints">what may be the cause and what to do, a line each</param>
public sealed class CheckFailedException(string message, params IReadOnlyList<string> hints) : Exception(message)
{
    /// <summary>What may be the cause and what to do, a line each.</summary>
    public IReadOnlyList<string> Hints { get; } = hints;
}
