namespace HwGen.Verify.Streams;

/// <summary>A rule of a bus protocol was broken.</summary>
/// <param name="bus">the bus, by the prefix of its ports</param>
/// <param name="rule">the rule, by a short name</param>
/// <param name="message">what happened</param>
public sealed class ProtocolViolationException(string bus, string rule, string message)
    : Exception($"{bus}: {rule}: {message}")
{
    /// <summary>The bus.</summary>
    public string Bus { get; } = bus;

    /// <summary>The rule's short name.</summary>
    public string Rule { get; } = rule;
}
