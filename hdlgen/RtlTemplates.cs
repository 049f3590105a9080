using System.Collections.Immutable;

namespace HwGen.Hdlgen;

/// <summary>The hand-written modules, which travel inside this assembly.</summary>
public static class RtlTemplates
{
    /// <summary>All modules, sorted by name.</summary>
    public static ImmutableArray<RtlTemplate> All { get; } = [.. EmbeddedText.Below("rtl-templates/").Select(RtlTemplate.At)];
}
