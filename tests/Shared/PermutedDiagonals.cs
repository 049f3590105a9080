using HwGen.Core.IO;
using HwGen.Pruner.Onnx;

namespace HwGen.Tests.Shared;

/// <summary>Fully connected networks of block-diagonal matrices whose rows and columns were shuffled, each in its own way, as MPDCompress (arXiv:1805.12085) trains them.</summary>
internal static class PermutedDiagonals
{
    /// <summary>Layers gemm0, gemm1, ... with Relu in between.</summary>
    /// <param name="random">draws weights and orders</param>
    /// <param name="inputs">of the first layer</param>
    /// <param name="layers">output channels, and blocks on the diagonal; 1 is a full matrix</param>
    public static ModelProto Network(Random random, int inputs, params (int Outputs, int Diagonals)[] layers)
    {
        var model = new OnnxModelBuilder("diagonals", inputs);
        foreach (((int outputs, int diagonals), int number) in layers.Select((layer, number) => (layer, number)))
        {
            if (number > 0)
                model.Relu($"relu{number}");
            model.Gemm($"gemm{number}", Matrix(random, diagonals, outputs, inputs), Draw(random, outputs));
            inputs = outputs;
        }

        return model.Build(inputs);
    }

    /// <summary>Uniform between -1 and 1.</summary>
    public static Tensor<float> Draw(Random random, params int[] shape)
    {
        var tensor = new Tensor<float>(shape);
        for (int i = 0; i < tensor.Count; i++)
            tensor.Values[i] = (2 * (float)random.NextDouble()) - 1;
        return tensor;
    }

    // Outputs x inputs: 0 where output and input are not of the same class.
    private static Tensor<float> Matrix(Random random, int diagonals, int outputs, int inputs)
    {
        int[] outputClass = Classes(random, diagonals, outputs), inputClass = Classes(random, diagonals, inputs);
        Tensor<float> weights = Draw(random, outputs, inputs);
        for (int i = 0; i < weights.Count; i++)
            weights.Values[i] *= outputClass[i / inputs] == inputClass[i % inputs] ? 1 : 0;
        return weights;
    }

    private static int[] Classes(Random random, int diagonals, int count)
    {
        int[] classes = [.. Enumerable.Range(0, count).Select(i => i * diagonals / count)];
        random.Shuffle(classes);
        return classes;
    }
}
