using HwGen.Core.Image;
using HwGen.Core.Jobs;

namespace HwGen.Pruner.Budget;

/// <summary>Bytes of the weight images.</summary>
public sealed class ByteKind : IBudgetKind
{
    public string Name => "bytes";

    public string Unit => "bytes";

    public long Cost(IReadOnlyList<WeightImage> images, long rows)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Sum(image => ImageAccount.Of(image).ImageBytes);
    }
}
