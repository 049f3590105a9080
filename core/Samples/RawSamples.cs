using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Core.Samples;

/// <summary>A sample file as it stands: numbers, labels and what the file itself says about them.</summary>
internal sealed record RawSamples(NpyArray Numbers, NpyArray? Labels, SampleOptions Stated)
{
    private const string Allowed = ".npz, .npy or an idx file (.gz or *-ubyte)";

    public static RawSamples Read(string path)
    {
        if (path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase))
            return FromArchive(NpzFile.Read(path), path);
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            return new RawSamples(NpyFile.Read(path), null, SampleOptions.None);
        if (!IsIdx(path))
            throw new InputException(path, $"unknown kind of sample file, must be {Allowed}");
        var labels = path.Replace("images", "labels", StringComparison.Ordinal).Replace("idx3", "idx1", StringComparison.Ordinal);
        return new RawSamples(FromIdx(path), labels != path && File.Exists(labels) ? FromIdx(labels) : null, SampleOptions.None);
    }

    public static NpyArray ReadLabels(string path)
    {
        if (IsIdx(path))
            return FromIdx(path);
        if (path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
            return NpyFile.Read(path);
        var arrays = NpzFile.Read(path);
        return SampleArrays.Labels(arrays)
            ?? throw new InputException(path, $"no array {SampleArrays.LabelNames}; it holds {string.Join(", ", arrays.Keys)}");
    }

    private static bool IsIdx(string path) =>
        path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith("ubyte", StringComparison.OrdinalIgnoreCase);

    private static RawSamples FromArchive(IReadOnlyDictionary<string, NpyArray> arrays, string path)
    {
        var numbers = SampleArrays.Samples(arrays)
            ?? throw new InputException(path, $"no array {SampleArrays.SampleNames}; it holds {string.Join(", ", arrays.Keys)}");
        return new RawSamples(numbers, SampleArrays.Labels(arrays), new SampleOptions(SampleArrays.Number(arrays, "scale"), SampleArrays.Number(arrays, "offset")));
    }

    private static NpyArray FromIdx(string path)
    {
        var tensor = IdxGzFile.Read(path);
        return new NpyArray(path, "|u1", tensor.Shape, tensor.Values);
    }
}
