using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;

namespace HwGen.Pruner.Graph;

/// <summary>Series of channels x length as images of one row, which windows move over.</summary>
internal static class Images
{
    /// <summary>Channels, height, width of a sample.</summary>
    public static int[] Shape(int[] sample) => sample.Length == 2 ? [sample[0], 1, sample[1]] : sample;

    /// <summary>The same numbers as images.</summary>
    /// <param name="batch">batch x sample</param>
    public static Tensor<T> Of<T>(Tensor<T> batch)
        where T : struct => batch.Reshape([batch.Shape[0], .. Shape(batch.Shape[1..])]);

    /// <summary>An image layer, and before and behind it, if the operation works on series, what makes them images and series again.</summary>
    /// <param name="layer">whose shape is that of images</param>
    /// <param name="operation">that it does</param>
    /// <param name="lowering">knows the shapes</param>
    public static IEnumerable<PlanLayer> Around(PlanLayer layer, Operation operation, Lowering lowering)
    {
        var (input, output) = (lowering.ShapeOf(operation.Inputs[0]), lowering.ShapeOf(operation.Output));
        if (layer.Shape.Length == output.Length)
            return [layer];
        var (before, behind) = ($"{operation.Output}.image", $"{operation.Output}.result");
        return
        [
            new ReshapeLayer { Name = $"{operation.Name}.image", Inputs = operation.Inputs, Output = before, Shape = Shape(input) },
            layer with { Inputs = [before], Output = behind },
            new ReshapeLayer { Name = $"{operation.Name}.result", Inputs = [behind], Output = operation.Output, Shape = output },
        ];
    }
}
