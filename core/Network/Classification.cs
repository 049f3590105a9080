using System.Numerics;
using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Core.Network;

/// <summary>How well a network's outputs, one number per class, name the class.</summary>
/// <param name="Correct">samples whose largest output, the first on a tie, is that of their label</param>
/// <param name="Count">samples</param>
public sealed record Classification(int Correct, int Count)
{
    /// <summary>0 to 1.</summary>
    public double Accuracy => Count == 0 ? 0 : (double)Correct / Count;

    /// <summary>True if an output is a number for each class: one dimension is more than 1. Labels of other networks are not used.</summary>
    /// <param name="output">shape of one output sample</param>
    public static bool Has(IReadOnlyList<int> output) => output.Count(d => d > 1) == 1;

    /// <summary>Refuses labels that the network has no output for.</summary>
    /// <param name="labels">classes; null for none</param>
    /// <param name="output">shape of one output sample</param>
    /// <param name="where">how the message names them</param>
    /// <exception cref="InputException">a label is too large</exception>
    public static void Require(IReadOnlyList<int>? labels, int[] output, string where = "labels")
    {
        var classes = output.Aggregate(1, (count, d) => count * d);
        if (labels is { Count: > 0 } && Has(output) && labels.Max() >= classes)
            throw new InputException(where, $"up to {labels.Max()}, must be below the number of the network's outputs, {classes}");
    }

    /// <param name="outputs">batch x classes, all other dimensions 1</param>
    /// <param name="labels">[batch]</param>
    public static Classification Of<T>(Tensor<T> outputs, IReadOnlyList<int> labels)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(labels);
        return new Classification(Classes(outputs).Zip(labels).Count(pair => pair.First == pair.Second), labels.Count);
    }

    /// <summary>The class of each sample: its largest output, the first on a tie.</summary>
    /// <param name="outputs">batch x classes, all other dimensions 1</param>
    public static int[] Classes<T>(Tensor<T> outputs)
        where T : struct, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return [.. Enumerable.Range(0, outputs.Shape[0]).Select(i => ClassOf<T>(outputs.Values.AsSpan(i * outputs.Stride, outputs.Stride)))];
    }

    private static int ClassOf<T>(ReadOnlySpan<T> outputs)
        where T : struct, INumber<T>
    {
        var best = 0;
        for (var i = 1; i < outputs.Length; i++)
            if (outputs[i] > outputs[best])
                best = i;
        return best;
    }
}
