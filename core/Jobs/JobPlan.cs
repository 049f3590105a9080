namespace HwGen.Core.Jobs;

/// <summary>The jobs of a layer, one per part, each with an image of its own, all with all rows.</summary>
/// <param name="Parts">in the order in which they run: output channels from the first on, and for each range of K, if K is cut</param>
/// <param name="IsRaw">true if K is cut: the jobs give int32 sums, of which the host adds those of the same channels modulo 2^32 and
/// requantizes; only the parts that begin at k = 0 carry the bias</param>
public sealed record JobPlan(IReadOnlyList<WeightPart> Parts, bool IsRaw);
