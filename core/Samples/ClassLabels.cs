using System.Globalization;
using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Core.Samples;

/// <summary>Classes of samples as files state them: integers, floats without a fraction, or a row with a single 1 for each sample.</summary>
internal static class ClassLabels
{
    /// <param name="labels">[samples], [samples, 1] or, one-hot, [samples, classes]</param>
    /// <exception cref="InputException">anything else</exception>
    public static int[] Of(NpyArray labels)
    {
        var numbers = labels.ToDouble();
        if (labels.Shape.Count(d => d != 1) > 1 || (labels.Shape.Length == 2 && labels.Shape[1] > 1))
            return OfRows(numbers, labels.Source);
        var bad = Array.FindIndex(numbers.Values, v => v != Math.Floor(v) || v is not (>= 0 and <= int.MaxValue));
        return bad < 0
            ? Array.ConvertAll(numbers.Values, v => (int)v)
            : throw new InputException(labels.Source, string.Create(CultureInfo.InvariantCulture, $"label {bad} is {numbers.Values[bad]}, must be 0 to {int.MaxValue}, without a fraction"));
    }

    private static int[] OfRows(Tensor<double> rows, string source)
    {
        if (rows.Rank != 2 || Enumerable.Range(0, rows.Shape[0]).Any(i => !IsOneHot(Row(rows, i))))
            throw new InputException(source, $"labels have the shape {Tensor<int>.Describe(rows.Shape)}, must be one number per sample, or one row of 0 with a single 1");
        return [.. Enumerable.Range(0, rows.Shape[0]).Select(i => Row(rows, i).IndexOf(1.0))];
    }

    private static ReadOnlySpan<double> Row(Tensor<double> rows, int i) => rows.Values.AsSpan(i * rows.Shape[1], rows.Shape[1]);

    private static bool IsOneHot(ReadOnlySpan<double> row) => !row.ContainsAnyExcept(0.0, 1.0) && row.Count(1.0) == 1;
}
