using HwGen.Core.Jobs;

namespace HwGen.Core.Network;

/// <summary>One job of a layer.</summary>
/// <param name="Layer">the layer</param>
/// <param name="Index">of its image</param>
/// <param name="IsRaw">true if it gives int32 sums</param>
public sealed record GemmJob(GemmLayer Layer, int Index, bool IsRaw)
{
    /// <summary>Image without extension, relative to the plan.</summary>
    public string Image => Layer.Images[Index];

    public WeightPart Part => Layer.Parts[Index];
}
