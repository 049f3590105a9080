using HwGen.Core.Errors;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Core.Driver;

/// <summary>Writes what a step says besides the activations it reads and gives.</summary>
/// <remarks>Source: docs/driver.md, "The plan file". The driver reads the same words in the same order.</remarks>
/// <param name="tensors">shapes of what the layers read</param>
internal sealed class StepEncoder(TensorTable tensors)
{
    /// <summary>A layer that the processor computes.</summary>
    /// <exception cref="InputException">the driver has no such layer</exception>
    public (StepKind Kind, PlanWords Words) Encode(PlanLayer layer)
    {
        int[] shape = tensors.ShapeOf(layer.Inputs[0]);
        return layer switch
        {
            AdditionLayer add when add.Inputs.Any(name => !tensors.ShapeOf(name).AsSpan().SequenceEqual(add.Shape)) =>
                throw Refuse(layer, "spreads an activation, the driver adds two of one shape"),
            AdditionLayer add => (StepKind.Add, Words([.. add.ZeroPoints, .. add.Multipliers, add.Shift]).Add(Numbers(add.Requantize))),
            AveragePoolLayer pool => (StepKind.AveragePool, Window(pool.Window, shape)
                .Add(pool.CountsPads ? 1 : 0, pool.InputZeroPoint, pool.Multiplier, pool.Shift).Add(Numbers(pool.Requantize))),
            MaxPoolLayer pool => (StepKind.MaxPool, Window(Filled(pool, shape), shape)),
            ConcatenationLayer concat => (StepKind.Concat, Concat(concat)),
            LeakyReluLayer leaky => (StepKind.LeakyRelu, Words(leaky.InputZeroPoint, leaky.Multiplier, leaky.NegativeMultiplier, leaky.Shift)
                .Add(Numbers(leaky.Requantize))),
            PadLayer pad => (StepKind.Pad, Words(pad.Value, Rank(layer, shape)).Add([.. shape.SelectMany((size, d) => new[] { size, pad.Before[d], pad.After[d] })])),
            TransposeLayer transpose => (StepKind.Transpose, Words(Rank(layer, shape)).Add(shape).Add(transpose.Order)),
            ClampLayer clamp => (StepKind.Clamp, Words(clamp.ClampLow, clamp.ClampHigh)),
            RescaleLayer rescale => (StepKind.Rescale, Words(rescale.Multipliers.Count)
                .Add([.. rescale.Multipliers.Zip(rescale.Shifts, (multiplier, shift) => new[] { multiplier, shift }).SelectMany(pair => pair)])),
            ProductLayer product => (StepKind.Multiply, Words([.. product.ZeroPoints, product.Multiplier, product.Shift]).Add(Numbers(product.Requantize))),
            TableLayer table => (StepKind.Table, Words(table.Low, table.Outputs.Count).Add([.. table.Outputs])),
            TakeLayer take => (StepKind.Take, Words(take.Value, Product(shape[..take.Axis]), shape[take.Axis], Product(shape[(take.Axis + 1)..]), take.Indices.Count).Add([.. take.Indices])),
            _ => throw Refuse(layer, "the driver has no such layer"),
        };
    }

    /// <summary>A layer on the array.</summary>
    /// <param name="layer">with its images</param>
    /// <param name="rowsPerJob">how its rows are cut</param>
    /// <param name="images">offset and bytes of its images in the plan</param>
    public PlanWords Encode(GemmLayer layer, int rowsPerJob, IReadOnlyList<(long Offset, int Bytes)> images)
    {
        int[] shape = tensors.ShapeOf(layer.Inputs[0]);
        PlanWords words = layer switch
        {
            ConvolutionLayer convolution => Window(convolution.Window, shape).Add(convolution.TapsFastest ? 2 : 0),
            LinearLayer => Window(Point, [layer.K, layer.RowsPerSample, 1]).Add(1),
            _ => throw Refuse(layer, "the driver has no such layer"),
        };
        words.Add(layer.InputZeroPoint, layer.N, layer.Raw ? 1 : 0).Add(Numbers(layer.Requantize)).Add(rowsPerJob, layer.Parts.Count);
        foreach (var ((offset, bytes), part) in images.Zip(layer.Parts))
            words.AddSize(offset).Add(bytes, part.FirstK, part.K, part.FirstN, part.N);
        return words;
    }

    private static SlidingWindow Point { get; } = new([1, 1], [1, 1], [1, 1], [0, 0, 0, 0]);

    private static PlanWords Words(params ReadOnlySpan<int> numbers) => new PlanWords().Add(numbers);

    private static int[] Numbers(OutputQuantization output) => [output.ZeroPoint, output.ClampLow, output.ClampHigh];

    private static PlanWords Window(SlidingWindow window, int[] shape)
    {
        var (height, width) = window.OutputSize(shape[1], shape[2]);
        return Words([.. shape, .. window.Kernel, .. window.Strides, .. window.Dilations, .. window.Pads, height, width]);
    }

    private static int Product(int[] sizes) => sizes.Aggregate(1, (count, size) => count * size);

    private PlanWords Concat(ConcatenationLayer layer)
    {
        int[][] shapes = [.. layer.Inputs.Select(tensors.ShapeOf)];
        int outer = Product(shapes[0][..layer.Axis]);
        PlanWords words = Words(Numbers(layer.Requantize)).Add(outer);
        for (int i = 0; i < shapes.Length; i++)
            words.Add(Product(shapes[i][layer.Axis..]), layer.ZeroPoints[i], layer.Multipliers[i], layer.Shifts[i]);
        return words;
    }

    private static int Rank(PlanLayer layer, int[] shape) =>
        shape.Length <= MostDimensions ? shape.Length : throw Refuse(layer, $"reads {shape.Length} dimensions, the driver moves at most {MostDimensions}");

    private const int MostDimensions = 8;

    // A place without any number has no largest one.
    private static SlidingWindow Filled(MaxPoolLayer layer, int[] shape)
    {
        var window = layer.Window;
        for (int axis = 0; axis < 2; axis++)
        {
            int places = axis == 0 ? window.OutputSize(shape[1], shape[2]).Height : window.OutputSize(shape[1], shape[2]).Width;
            for (int place = 0; place < places; place++)
            {
                int start = (place * window.Strides[axis]) - window.Pads[axis];
                if (!Enumerable.Range(0, window.Kernel[axis]).Any(tap => start + (tap * window.Dilations[axis]) is var at && at >= 0 && at < shape[axis + 1]))
                    throw Refuse(layer, "its window lies wholly outside the image at a place");
            }
        }

        return window;
    }

    private static InputException Refuse(PlanLayer layer, string problem) => new($"layer '{layer.Name}'", problem);
}
