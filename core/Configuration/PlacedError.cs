namespace HwGen.Core.Configuration;

/// <summary>An error and where it stands in the text.</summary>
internal readonly record struct PlacedError(TextPlace Place, string Message);
