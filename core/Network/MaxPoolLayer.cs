using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>The largest integer under a window, scale and zero point unchanged; what lies outside the image does not count.</summary>
public sealed record MaxPoolLayer : PlanLayer
{
    /// <summary>How it moves.</summary>
    public required SlidingWindow Window { get; init; }

    public override Tensor<int> Run(IReadOnlyList<Tensor<int>> inputs, IGemmEngine engine)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Pooling.Of<int, int>(inputs[0], Window, values => values.Largest());
    }

    public override IEnumerable<string> Check(IReadOnlyList<int[]> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return Pooling.Check(Window, inputs[0], Shape);
    }
}
