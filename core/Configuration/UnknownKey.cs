namespace HwGen.Core.Configuration;

/// <summary>A key of the text that no part of the configuration knows.</summary>
/// <param name="Place">of the key</param>
/// <param name="Path">dotted path of the mapping it stands in, empty at the top</param>
/// <param name="Key">as written</param>
/// <param name="Siblings">keys that the mapping knows</param>
internal sealed record UnknownKey(TextPlace Place, string Path, string Key, IReadOnlyList<string> Siblings);
