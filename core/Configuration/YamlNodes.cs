namespace HwGen.Core.Configuration;

/// <summary>A place in a text, both from 1.</summary>
internal readonly record struct TextPlace(long Line, long Column);

/// <summary>A piece of YAML and where it begins.</summary>
internal abstract record YamlPiece(TextPlace Place);

/// <summary>A word or number; <paramref name="IsPlain"/> if it stands without quotes.</summary>
internal sealed record YamlScalar(TextPlace Place, string Text, bool IsPlain) : YamlPiece(Place);

/// <summary>Keys and values in the order of the text, each key once.</summary>
internal sealed record YamlMap(TextPlace Place, IReadOnlyList<KeyValuePair<YamlScalar, YamlPiece>> Entries) : YamlPiece(Place);

/// <summary>A list; configurations have none, so only its place is kept.</summary>
internal sealed record YamlSequence(TextPlace Place) : YamlPiece(Place);
