namespace HwGen.Core.Configuration;

/// <summary>A configuration breaks a rule.</summary>
/// <param name="Key">dotted key, such as <c>array.lanes</c></param>
/// <param name="Message">what the key holds and what it may hold</param>
public sealed record RuleViolation(string Key, string Message)
{
    /// <summary>Key and message.</summary>
    public override string ToString() => $"{Key}: {Message}";
}
