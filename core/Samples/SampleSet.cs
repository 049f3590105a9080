using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Core.Samples;

/// <summary>Inputs of a network, as it takes them.</summary>
/// <param name="Inputs">batch x input shape</param>
/// <param name="Labels">class of each sample, or null if the file states none</param>
/// <param name="Format">what the file's integers stood for, or null if it held floats</param>
public sealed record SampleSet(Tensor<float> Inputs, IReadOnlyList<int>? Labels, SampleFormat? Format)
{
    public int Count => Inputs.Shape[0];

    /// <summary>The first samples.</summary>
    public SampleSet Take(int count) => count >= Count
        ? this
        : this with { Inputs = Inputs.Slice(0, count), Labels = Labels is null ? null : [.. Labels.Take(count)] };
}
