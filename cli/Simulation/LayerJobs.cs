using HwGen.Core.Errors;
using HwGen.Core.Image;
using HwGen.Core.Jobs;

namespace HwGen.Cli.Simulation;

/// <summary>The images of a layer, each with the part of the weight matrix that it holds.</summary>
/// <param name="Parts">[Images]</param>
/// <param name="Images">in the order of the jobs</param>
internal sealed record LayerJobs(IReadOnlyList<WeightPart> Parts, IReadOnlyList<WeightImage> Images)
{
    /// <summary>True if K is cut, so that the host adds raw sums.</summary>
    public bool IsCutInK => Parts.Any(part => part.FirstK > 0);

    /// <summary>Finds the part of each image: for each range of channels, every range of K.</summary>
    /// <param name="shape">K x N of the layer</param>
    /// <param name="images">in the order of the jobs</param>
    /// <param name="layer">what messages call the layer</param>
    /// <exception cref="InputException">the images do not make up the layer</exception>
    public static LayerJobs Of(MatrixShape shape, IReadOnlyList<WeightImage> images, string layer)
    {
        var parts = new List<WeightPart>();
        (int k, int n) = (0, 0);
        foreach (WeightImage image in images)
        {
            parts.Add(new WeightPart(k, image.K, n, image.N));
            k += image.K;
            if (k >= shape.Rows)
                (k, n) = (0, n + image.N);
        }

        bool isWhole = (k, n) == (0, shape.Columns) && parts.All(part => part.FirstK + part.K <= shape.Rows && part.FirstN + part.N <= shape.Columns);
        return isWhole
            ? new LayerJobs(parts, images)
            : throw new InputException(layer, $"its images are {string.Join(", ", images.Select(image => $"{image.K} x {image.N}"))}, must make up {shape.Rows} x {shape.Columns}");
    }
}
