using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Finds the tiles that a matrix would be encoded to, however large, so that it can be cut into jobs first.</summary>
public static class ImageMeasure
{
    /// <summary>The N-tiles of a whole layer.</summary>
    /// <param name="configuration">the array</param>
    /// <param name="weights">K x N</param>
    /// <param name="request">as for <see cref="ImageEncoder.Encode"/></param>
    /// <exception cref="InputException">as from <see cref="ImageEncoder.Encode"/>, except that memories do not count</exception>
    public static IReadOnlyList<MeasuredTile> Of(ArrayConfiguration configuration, Matrix<int> weights, ImageRequest request) =>
        new TilePlanner(configuration, weights, request).Plan();
}
