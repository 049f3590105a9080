using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Pruner;

/// <summary>Reads a bare weight matrix: .npy, or an .npz with an array <c>weight</c> (or only one array), and <c>bias</c> if there is one.</summary>
public static class MatrixFile
{
    /// <param name="path">file</param>
    /// <param name="isTransposed">true if the file holds N x K, as PyTorch does, and not K x N</param>
    public static WeightMatrix Read(string path, bool isTransposed = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        var arrays = path.EndsWith(".npz", StringComparison.OrdinalIgnoreCase)
            ? NpzFile.Read(path)
            : new Dictionary<string, NpyArray> { ["weight"] = NpyFile.Read(path) };
        var weight = Weight(arrays, path);
        if (weight.Shape.Length != 2 || weight.Shape.Any(d => d < 1))
            throw new InputException(weight.Source, $"shape {Tensor<int>.Describe(weight.Shape)}, must be K x N, at least 1 x 1");
        var values = weight.ToDouble();
        if (Array.FindIndex(values.Values, v => !float.IsFinite((float)v)) is var bad && bad >= 0)
            throw new InputException(weight.Source, FormattableString.Invariant($"weight[{bad / values.Shape[1]},{bad % values.Shape[1]}] is {values.Values[bad]}, must be finite numbers of single precision"));
        if (isTransposed)
            values = Graph.Matrices.Transpose(values);
        var bias = arrays.TryGetValue("bias", out var array) ? array.ToDouble().Values : new double[values.Shape[1]];
        if (Array.FindIndex(bias, v => !float.IsFinite((float)v)) is var none && none >= 0)
            throw new InputException(array!.Source, FormattableString.Invariant($"bias[{none}] is {bias[none]}, must be finite numbers of single precision"));
        return bias.Length == values.Shape[1]
            ? new WeightMatrix(Path.GetFileNameWithoutExtension(path), values, bias, weight.IsInteger)
            : throw new InputException(array!.Source, $"{bias.Length} numbers, must be {values.Shape[1]}, one for each output channel");
    }

    private static NpyArray Weight(IReadOnlyDictionary<string, NpyArray> arrays, string path) =>
        arrays.GetValueOrDefault("weight") ?? arrays.GetValueOrDefault("weights") ?? (arrays.Count == 1 ? arrays.Values.First() : null)
        ?? throw new InputException(path, $"no array weight; it holds {string.Join(", ", arrays.Keys)}");
}
