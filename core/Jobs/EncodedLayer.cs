using HwGen.Core.Image;

namespace HwGen.Core.Jobs;

/// <summary>A layer as it runs: its plan and an image per part.</summary>
/// <param name="Plan">the parts</param>
/// <param name="Images">[Plan.Parts]</param>
public sealed record EncodedLayer(JobPlan Plan, IReadOnlyList<WeightImage> Images);
