namespace HwGen.Core.Configuration;

/// <summary>What one reading of a configuration text collects.</summary>
internal sealed class YamlReading
{
    /// <summary>Everything wrong so far.</summary>
    public List<PlacedError> Errors { get; } = [];

    /// <summary>Keys to look up once all known keys are collected.</summary>
    public List<UnknownKey> Unknown { get; } = [];

    /// <summary>All keys that a configuration may hold, dotted.</summary>
    public List<string> Known { get; } = [];

    /// <summary>Where each known key's value stands; the mapping it belongs in if it is absent.</summary>
    public Dictionary<string, TextPlace> Places { get; } = [];

    /// <summary>Keys whose values are absent or of the wrong type.</summary>
    public HashSet<string> Unreadable { get; } = [];

    /// <summary>Turns the unknown keys into errors that name the nearest known key.</summary>
    public void NameUnknownKeys()
    {
        foreach (UnknownKey unknown in Unknown)
        {
            string full = unknown.Path.Length == 0 ? unknown.Key : $"{unknown.Path}.{unknown.Key}";
            string? nearest = Nearest.Of(unknown.Key, unknown.Siblings);
            nearest ??= Known.Find(known => known == unknown.Key || known.EndsWith("." + unknown.Key, StringComparison.Ordinal));
            string answer = nearest is null ? $"must be one of {string.Join(", ", unknown.Siblings)}" : $"did you mean {nearest}?";
            Errors.Add(new PlacedError(unknown.Place, $"{full}: unknown key, {answer}"));
        }
    }
}
