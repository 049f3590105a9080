using HwGen.Core.Configuration;
using HwGen.Core.Jobs;

namespace HwGen.Pruner.Budget;

/// <summary>Ideal clocks of the array.</summary>
public sealed class CycleKind : IBudgetKind
{
    public string Name => "cycles";

    public string Unit => "clocks";

    public long Cost(ArrayConfiguration configuration, PlannedImage image, long rows)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(image);
        return (rows + configuration.MTile - 1) / configuration.MTile * image.WeightWords;
    }
}
