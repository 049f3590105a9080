using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Network;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Report;

namespace HwGen.Pruner;

/// <summary>Everything that pruning gives: the integer network, its images and the report.</summary>
/// <param name="Configuration">the array that the images are for</param>
/// <param name="Network">plan and dense numbers</param>
/// <param name="Images">by the path that the plan states</param>
/// <param name="Report">what it cost and gained</param>
public sealed record PrunedNetwork(ArrayConfiguration Configuration, IntegerNetwork Network, IReadOnlyDictionary<string, WeightImage> Images, PruneReport Report)
{
    /// <summary>The float network with the weights that stayed, as it came; null for a bare matrix.</summary>
    public ModelProto? Model { get; init; }

    /// <summary>Which weights of <see cref="Model"/> may be other than 0.</summary>
    public WeightMasks? Masks { get; init; }
}
