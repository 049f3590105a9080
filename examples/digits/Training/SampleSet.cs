using HwGen.Examples.Digits.Drawing;

namespace HwGen.Examples.Digits.Training;

/// <summary>Images and what they show.</summary>
/// <param name="Inputs">[Count x Pixels], grey / 255</param>
/// <param name="Labels">[Count], 0 to 9</param>
public sealed record SampleSet(float[] Inputs, byte[] Labels)
{
    /// <summary>Number of samples.</summary>
    public int Count => Labels.Length;

    /// <summary>The pixels of sample <paramref name="i"/>.</summary>
    public ReadOnlySpan<float> Input(int i) => Inputs.AsSpan(i * Painter.Pixels, Painter.Pixels);

    /// <summary>Draws images <paramref name="first"/> to <paramref name="first"/> + <paramref name="count"/> - 1 of a painter.</summary>
    public static SampleSet Draw(Painter painter, int first, int count)
    {
        int[] numbers = [.. Enumerable.Range(first, count)];
        return new SampleSet(
            [.. numbers.SelectMany(painter.Draw).Select(grey => grey / 255f)],
            [.. numbers.Select(number => (byte)Painter.LabelOf(number))]);
    }
}
