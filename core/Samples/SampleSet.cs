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

    /// <summary>Some of the samples.</summary>
    /// <param name="places">of the samples, from 0</param>
    public SampleSet Pick(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var picked = new Tensor<float>([places.Count, .. Inputs.Shape[1..]]);
        for (var i = 0; i < places.Count; i++)
            Array.Copy(Inputs.Values, places[i] * Inputs.Stride, picked.Values, i * Inputs.Stride, Inputs.Stride);
        return this with { Inputs = picked, Labels = Labels is null ? null : [.. places.Select(place => Labels[place])] };
    }

    /// <summary>The first samples.</summary>
    public SampleSet Take(int count) => count >= Count
        ? this
        : this with { Inputs = Inputs.Slice(0, count), Labels = Labels is null ? null : [.. Labels.Take(count)] };
}
