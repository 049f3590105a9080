using HwGen.Core.IO;
using HwGen.Examples.Digits.Drawing;
using HwGen.Examples.Digits.Training;

namespace HwGen.Examples.Digits.Files;

/// <summary>Samples as a NumPy archive: <c>x</c> float32 [Count x 1 x Size x Size], 0 to 1, and <c>y</c> uint8 [Count].</summary>
public static class SampleFile
{
    /// <summary>Writes the samples; the same samples give the same bytes.</summary>
    public static void Write(string path, SampleSet samples) => NpzFile.Write(path, new Dictionary<string, byte[]>
    {
        ["x"] = NpyFile.Format(new Tensor<float>(samples.Inputs, samples.Count, 1, Painter.Size, Painter.Size)),
        ["y"] = NpyFile.Format(new Tensor<byte>(samples.Labels, samples.Count)),
    });

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static SampleSet Read(string path)
    {
        var arrays = NpzFile.Read(path);
        return new SampleSet((float[])arrays["x"].Values, (byte[])arrays["y"].Values);
    }
}
