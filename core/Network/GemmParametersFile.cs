using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Numerics;

namespace HwGen.Core.Network;

/// <summary>Numbers of a GEMM layer in an .npz: <c>weight</c> [K, N], <c>bias</c>, <c>multiplier</c>, <c>shift</c> [N].</summary>
/// <remarks>The golden model reads this file and never an image, so that a wrong encoder and a wrong decoder cannot agree.</remarks>
public static class GemmParametersFile
{
    public static void Write(string path, GemmParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        var (weights, channels) = (parameters.Weights, parameters.Channels);
        var isSmall = weights.Values.IndexOfAnyExceptInRange(sbyte.MinValue, sbyte.MaxValue) < 0;
        int[] shape = [weights.Rows, weights.Columns];
        NpzFile.Write(path, new Dictionary<string, byte[]>
        {
            ["weight"] = isSmall
                ? NpyFile.Format(new Tensor<sbyte>(Array.ConvertAll(weights.Values.ToArray(), v => checked((sbyte)v)), shape))
                : NpyFile.Format(new Tensor<short>(Array.ConvertAll(weights.Values.ToArray(), v => checked((short)v)), shape)),
            ["bias"] = Format(channels.Select(c => c.Bias)),
            ["multiplier"] = Format(channels.Select(c => c.Multiplier)),
            ["shift"] = Format(channels.Select(c => c.Shift)),
        });
    }

    public static GemmParameters Read(string path, int k, int n)
    {
        var arrays = NpzFile.Read(path);
        var weights = Numbers(arrays, path, "weight", [k, n], short.MinValue, short.MaxValue);
        var bias = Numbers(arrays, path, "bias", [n], int.MinValue, int.MaxValue);
        var multiplier = Numbers(arrays, path, "multiplier", [n], 0, Requantization.MostMultiplier);
        var shift = Numbers(arrays, path, "shift", [n], 0, Requantization.MostShift);
        return new GemmParameters(
            Matrix<int>.Adopt(k, n, weights),
            [.. Enumerable.Range(0, n).Select(i => new Requantization(bias[i], multiplier[i], shift[i]))]);
    }

    private static byte[] Format(IEnumerable<int> values)
    {
        int[] array = [.. values];
        return NpyFile.Format(new Tensor<int>(array, array.Length));
    }

    private static int[] Numbers(IReadOnlyDictionary<string, NpyArray> arrays, string path, string name, int[] shape, int low, int high)
    {
        if (!arrays.TryGetValue(name, out var array))
            throw new InputException(path, $"no array '{name}', must hold weight, bias, multiplier and shift");
        if (!array.Shape.AsSpan().SequenceEqual(shape))
            throw new InputException(array.Source, $"shape {Tensor<int>.Describe(array.Shape)}, must be {Tensor<int>.Describe(shape)}");
        return array.ToInt32(low, high).Values;
    }
}
