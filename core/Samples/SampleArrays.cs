using HwGen.Core.IO;

namespace HwGen.Core.Samples;

/// <summary>Which arrays of an archive are what; small and capital letters are alike.</summary>
internal static class SampleArrays
{
    private static readonly string[] NamesOfSamples = ["x", "input", "inputs", "data", "images", "features", "arr_0"];

    private static readonly string[] NamesOfLabels = ["y", "label", "labels", "target", "targets", "arr_1"];

    private static readonly string[] NamesOfFormat = ["scale", "offset"];

    public static string SampleNames => Listed(NamesOfSamples);

    public static string LabelNames => Listed(NamesOfLabels);

    /// <summary>By name; the only array that has another one if none has this; null if there are several.</summary>
    public static NpyArray? Samples(IReadOnlyDictionary<string, NpyArray> arrays)
    {
        var others = arrays.Where(a => !Is(a.Key, NamesOfLabels) && !Is(a.Key, NamesOfFormat)).Select(a => a.Value).ToArray();
        return Find(arrays, NamesOfSamples) ?? (others.Length == 1 ? others[0] : null);
    }

    public static NpyArray? Labels(IReadOnlyDictionary<string, NpyArray> arrays) => Find(arrays, NamesOfLabels);

    /// <summary>An array that holds one number; null if there is none.</summary>
    public static double? Number(IReadOnlyDictionary<string, NpyArray> arrays, string name) =>
        Find(arrays, name) is { Values.Length: 1 } array ? array.ToDouble().Values[0] : null;

    private static NpyArray? Find(IReadOnlyDictionary<string, NpyArray> arrays, params string[] names) =>
        names.Select(name => arrays.FirstOrDefault(a => Is(a.Key, name)).Value).FirstOrDefault(a => a is not null);

    private static bool Is(string key, params string[] names) => names.Contains(key, StringComparer.OrdinalIgnoreCase);

    private static string Listed(string[] names) => $"{string.Join(", ", names[..^1])} or {names[^1]}";
}
