using HwGen.Core.Configuration;
using HwGen.Core.Jobs;

namespace HwGen.Pruner.Budget;

/// <summary>Bytes of the weight images.</summary>
public sealed class ByteKind : IBudgetKind
{
    public string Name => "bytes";

    public string Unit => "bytes";

    public long Cost(ArrayConfiguration configuration, PlannedImage image, long rows)
    {
        ArgumentNullException.ThrowIfNull(image);
        return image.Bytes(configuration);
    }
}
