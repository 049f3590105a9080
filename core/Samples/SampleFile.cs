using System.Globalization;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;

namespace HwGen.Core.Samples;

/// <summary>Reads samples: .npz (arrays such as <c>x</c> and <c>y</c>, which <see cref="SampleArrays"/> finds), .npy, or an idx image file of MNIST with its label file.</summary>
/// <remarks>Floats are taken as they are. Integers need a scale and an offset: from the options, from a file beside the samples,
/// from arrays <c>scale</c> and <c>offset</c> of the archive, or from what was said when the network was calibrated, in this order.</remarks>
public static class SampleFile
{
    /// <param name="path">sample file</param>
    /// <param name="inputShape">one sample as the network takes it; images are C x H x W</param>
    /// <param name="options">what the user says</param>
    /// <param name="remembered">what holds if nobody says anything, from the plan</param>
    public static SampleSet Read(string path, int[] inputShape, SampleOptions? options = null, SampleFormat? remembered = null)
    {
        var raw = RawSamples.Read(path);
        var said = (options ?? SampleOptions.None).Or(SampleSidecar.Read(path)).Or(raw.Stated);
        if (remembered is not null && raw.Numbers.IsInteger && (said.Scale is null || said.Layout is null))
            said = said.Or(new SampleOptions(remembered.Scale, remembered.Offset, remembered.Layout));
        if (raw.Numbers.Shape.Length < 2 || raw.Numbers.Shape[0] == 0)
            throw new InputException(raw.Numbers.Source, $"shape {Tensor<int>.Describe(raw.Numbers.Shape)}, must be samples x {Tensor<int>.Describe(inputShape)}");
        var inputs = SampleLayout.Arrange(raw.Numbers.ToSingle(), inputShape, said.Layout, raw.Numbers.Source);
        var labels = Labels(raw, said);
        if (labels is not null && labels.Length != inputs.Shape[0])
            throw new InputException(path, $"{labels.Length} labels, must be one for each of {inputs.Shape[0]} samples");
        var format = Format(raw.Numbers, said);
        return new SampleSet(RequireFinite(format is null ? inputs : Scale(inputs, format), raw.Numbers.Source), labels, format);
    }

    private static SampleFormat? Format(NpyArray numbers, SampleOptions said)
    {
        if (!numbers.IsInteger && said.Scale is null && said.Offset is null)
            return null;
        if (numbers.IsInteger && said.Scale is null)
            throw new InputException(numbers.Source, $"integers ({numbers.Descriptor}) without a scale; input = scale * (number - offset): say --scale and --offset, such as --scale 1/255, or write scale: and offset: to a file {BaseName(numbers.Source)}.yaml beside it");
        return said.Scale is not { } scale || (scale != 0 && double.IsFinite(scale))
            ? new SampleFormat(said.Scale ?? 1, said.Offset ?? 0, said.Layout)
            : throw new InputException(numbers.Source, string.Create(CultureInfo.InvariantCulture, $"scale {said.Scale}, must not be 0"));
    }

    private static string BaseName(string source) => Path.GetFileName(source.Split('[')[0]);

    private static Tensor<float> Scale(Tensor<float> numbers, SampleFormat format) =>
        new(Array.ConvertAll(numbers.Values, v => (float)(format.Scale * (v - format.Offset))), numbers.Shape);

    private static Tensor<float> RequireFinite(Tensor<float> inputs, string source)
    {
        var bad = Array.FindIndex(inputs.Values, v => !float.IsFinite(v));
        return bad < 0
            ? inputs
            : throw new InputException(source, string.Create(CultureInfo.InvariantCulture, $"sample {bad / inputs.Stride} holds {inputs.Values[bad]}, must be finite numbers"));
    }

    private static int[]? Labels(RawSamples raw, SampleOptions said)
    {
        var labels = said.Labels is null ? raw.Labels : RawSamples.ReadLabels(said.Labels);
        return labels is null ? null : ClassLabels.Of(labels);
    }
}
