namespace HwGen.Core.Configuration;

/// <summary>Collects violations, one per key at most; a rule that leans on a key already at fault is skipped, since what it
/// would say follows from the first fault.</summary>
internal sealed class RuleList(IReadOnlySet<string> unreadable)
{
    private readonly List<RuleViolation> _violations = [];
    private readonly HashSet<string> _faulty = [.. unreadable];

    public IReadOnlyList<RuleViolation> Violations => _violations;

    public void Range(string key, int value, int lowest, int highest) =>
        Add(key, value >= lowest && value <= highest, () => $"{value}, must be {lowest} to {highest}");

    public void Add(string key, bool holds, Func<string> message, params string[] leansOn) =>
        Add(key, () => holds, message, leansOn);

    public void Add(string key, Func<bool> holds, Func<string> message, params string[] leansOn)
    {
        if (_faulty.Contains(key) || leansOn.Any(_faulty.Contains) || holds())
            return;
        _violations.Add(new RuleViolation(key, message()));
        _faulty.Add(key);
    }
}
