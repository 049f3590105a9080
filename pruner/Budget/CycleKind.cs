using HwGen.Core.Image;
using HwGen.Core.Jobs;

namespace HwGen.Pruner.Budget;

/// <summary>Ideal clocks of the array.</summary>
public sealed class CycleKind : IBudgetKind
{
    public string Name => "cycles";

    public string Unit => "clocks";

    public long Cost(IReadOnlyList<WeightImage> images, long rows)
    {
        ArgumentNullException.ThrowIfNull(images);
        return images.Sum(image => CycleModel.Ideal(image, rows));
    }
}
