using System.Globalization;
using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Pruner;

/// <summary>Samples for calibration when no data may be used: smooth noise.</summary>
/// <remarks>An image channel is a coarse grid of uniform numbers, drawn out to the image by linear interpolation; inputs of other shapes
/// are uniform numbers.</remarks>
public static class SyntheticSamples
{
    /// <summary>Word that stands in place of a file.</summary>
    public const string Word = "synthetic";

    private const int Count = 1024;

    private const int Grid = 7;

    /// <summary>Reads <c>0,255</c>.</summary>
    public static (float Low, float High) ParseRange(string? text)
    {
        var parts = text?.Split(',') ?? [];
        return parts.Length == 2
            && float.TryParse(parts[0], CultureInfo.InvariantCulture, out var low) && float.TryParse(parts[1], CultureInfo.InvariantCulture, out var high)
            && float.IsFinite(low) && float.IsFinite(high) && low < high
            ? (low, high)
            : throw new InputException("--synthetic-range", $"{text ?? "not given"}, must be LOW,HIGH: the smallest and largest number that the network takes, such as 0,255");
    }

    /// <param name="shape">of one sample</param>
    /// <param name="range">of the numbers</param>
    /// <param name="seed">the same seed gives the same samples</param>
    /// <returns>1,024 samples</returns>
    public static Tensor<float> Draw(int[] shape, (float Low, float High) range, int seed)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var random = new Random(seed);
        var samples = new Tensor<float>([Count, .. shape]);
        var (height, width) = shape.Length == 3 ? (shape[1], shape[2]) : (1, 1);
        for (var start = 0; start < samples.Count; start += height * width)
            DrawPlane(samples.Values.AsSpan(start, height * width), width, random);
        for (var i = 0; i < samples.Count; i++)
            samples.Values[i] = range.Low + (samples.Values[i] * (range.High - range.Low));
        return samples;
    }

    private static void DrawPlane(Span<float> plane, int width, Random random)
    {
        var height = plane.Length / width;
        var (down, right) = (Math.Min(Grid, height), Math.Min(Grid, width));
        var grid = new float[down * right];
        for (var i = 0; i < grid.Length; i++)
            grid[i] = random.NextSingle();
        for (var i = 0; i < plane.Length; i++)
        {
            var (y, fromTop) = Place(i / width, height, down);
            var (x, fromLeft) = Place(i % width, width, right);
            var (below, beside) = (Math.Min(y + 1, down - 1), Math.Min(x + 1, right - 1));
            var top = (grid[(y * right) + x] * (1 - fromLeft)) + (grid[(y * right) + beside] * fromLeft);
            var bottom = (grid[(below * right) + x] * (1 - fromLeft)) + (grid[(below * right) + beside] * fromLeft);
            plane[i] = (top * (1 - fromTop)) + (bottom * fromTop);
        }
    }

    // The grid's outermost numbers stand on the edges of the image.
    private static (int Cell, float Share) Place(int pixel, int pixels, int cells)
    {
        var place = pixels > 1 ? (float)pixel * (cells - 1) / (pixels - 1) : 0;
        var cell = (int)place;
        return (cell, place - cell);
    }
}
