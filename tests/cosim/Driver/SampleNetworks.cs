using HwGen.Core.Configuration;
using HwGen.Core.Network;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>Small networks that hold every kind of layer, odd sizes and every way in which a layer is cut into jobs.</summary>
internal static class SampleNetworks
{
    /// <summary>Images: convolutions with strides, dilations and one-sided pads, and one whose kernels are blocks, both pools, addition, concatenation, and what only moves integers.</summary>
    public static DraftNetwork Images(ArrayConfiguration configuration, ulong seed)
    {
        var draft = new DraftNetwork(configuration, seed, 3, 9, 7);
        return draft
            .Convolution("wide", 5, new SlidingWindow([3, 2], [2, 1], [1, 2], [1, 0, 2, 1]))
            .Add((from, shape) => Leaky(draft, from, shape))
            .Convolution("deep", 5, new SlidingWindow([3, 3], [1, 1], [1, 1], [1, 1, 1, 1]), tapsFastest: true)
            .Add((from, shape) => Sum(draft, "wide", from, shape))
            .Add((from, shape) => Pool(draft, "mean", from, shape, new SlidingWindow([2, 2], [1, 1], [1, 1], [1, 0, 0, 1]), countsPads: false))
            .Add((_, _) => new MaxPoolLayer
            {
                Name = "largest",
                Inputs = ["leaky"],
                Output = "largest",
                Shape = draft.ShapeOf("mean"),
                Window = new SlidingWindow([3, 2], [1, 1], [1, 1], [1, 0, 1, 1]),
            })
            .Add((from, _) => Join(draft, ["mean", from, "deep"]))
            .Add((from, shape) => new PadLayer { Name = "pad", Inputs = [from], Output = "pad", Shape = [shape[0], shape[1] + 3, shape[2] + 1], Before = [0, 1, 0], After = [0, 2, 1], Value = -7 })
            .Add((from, shape) => Pool(draft, "padded-mean", from, shape, new SlidingWindow([3, 3], [2, 2], [1, 1], [1, 1, 1, 1]), countsPads: true))
            .Add((from, shape) => new TransposeLayer { Name = "turn", Inputs = [from], Output = "turn", Shape = [shape[1], shape[2], shape[0]], Order = [1, 2, 0] })
            .Add((from, shape) => new ClampLayer { Name = "clamp", Inputs = [from], Output = "clamp", Shape = shape, ClampLow = -20, ClampHigh = 25 })
            .Add((from, shape) => new TakeLayer { Name = "take", Inputs = [from], Output = "take", Shape = [shape[0], shape[1] + 3, shape[2]], Axis = 1, Indices = [-1, .. Enumerable.Range(0, shape[1]).Reverse(), 0, -1], Value = 6 })
            .Add((from, shape) => new TableLayer { Name = "table", Inputs = [from], Output = "table", Shape = shape, Low = -15, Outputs = [.. Enumerable.Range(-15, 36).Select(i => (i * i / 4) - 30)] })
            .Add((from, shape) => new ProductLayer { Name = "product", Inputs = [from, "take"], Output = "product", Shape = shape, ZeroPoints = [-3, 5], Multiplier = 60000, Shift = 19, Requantize = draft.Output() })
            .Linear("rows", 7)
            .Add((from, shape) => new ReshapeLayer { Name = "flat", Inputs = [from], Output = "flat", Shape = [shape.Aggregate(1, (count, size) => count * size)] })
            .Linear("sums", 6, raw: true)
            .Add((from, shape) => new RescaleLayer { Name = "rescale", Inputs = [from], Output = "rescale", Shape = shape, Multipliers = [65535, 40000, 32768, 1, 0, 50000], Shifts = [16, 17, 15, 0, 3, 30] });
    }

    /// <summary>Fully connected layers, long enough that the array takes them in several images, and the second in ranges of K.</summary>
    public static DraftNetwork Rows(ArrayConfiguration configuration, ulong seed, int k) =>
        new DraftNetwork(configuration, seed, 2, 11).Linear("widen", k).Linear("narrow", 13).Linear("last", 3, raw: true);

    private static LeakyReluLayer Leaky(DraftNetwork draft, string from, int[] shape) => new()
    {
        Name = "leaky",
        Inputs = [from],
        Output = "leaky",
        Shape = shape,
        InputZeroPoint = -4,
        Multiplier = 45000,
        NegativeMultiplier = -9000,
        Shift = 15,
        Requantize = draft.Output(),
    };

    private static AdditionLayer Sum(DraftNetwork draft, string a, string b, int[] shape) => new()
    {
        Name = "sum",
        Inputs = [a, b],
        Output = "sum",
        Shape = shape,
        ZeroPoints = [5, -6],
        Multipliers = [33000, 65535],
        Shift = 17,
        Requantize = draft.Output(),
    };

    private static AveragePoolLayer Pool(DraftNetwork draft, string name, string from, int[] shape, SlidingWindow window, bool countsPads)
    {
        var (height, width) = window.OutputSize(shape[1], shape[2]);
        return new AveragePoolLayer
        {
            Name = name,
            Inputs = [from],
            Output = name,
            Shape = [shape[0], height, width],
            Window = window,
            CountsPads = countsPads,
            InputZeroPoint = 2,
            Multiplier = 51234,
            Shift = countsPads ? 0 : 15,
            Requantize = draft.Output(),
        };
    }

    private static ConcatenationLayer Join(DraftNetwork draft, string[] from)
    {
        int[][] shapes = [.. from.Select(draft.ShapeOf)];
        return new ConcatenationLayer
        {
            Name = "join",
            Inputs = from,
            Output = "join",
            Shape = [shapes.Sum(shape => shape[0]), .. shapes[0][1..]],
            Axis = 0,
            ZeroPoints = [1, 0, -3],
            Multipliers = [40000, 65535, 33333],
            Shifts = [15, 16, 14],
            Requantize = draft.Output(),
        };
    }
}
