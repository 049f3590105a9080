using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Networks;

/// <summary>A network of one layer small enough to work by hand: 2 inputs, 3 outputs.</summary>
internal static class TinyNetwork
{
    public static GemmLayer Layer { get; } = new LinearLayer
    {
        Name = "fc",
        Inputs = ["x"],
        Output = "y",
        Shape = [3],
        K = 2,
        N = 3,
        RowsPerSample = 1,
        InputZeroPoint = 0,
        Requantize = new OutputQuantization(-5, -5, 20),
        Kept = [2],
        Parameters = "parameters/fc.npz",
        Images = ["images/fc"],
        Parts = [new WeightPart(0, 2, 0, 3)],
    };

    public static Plan Plan { get; } = new()
    {
        Network = "tiny",
        Configuration = "none",
        ConfigurationHash = "00000000",
        Input = new PlanTensor("x", [2], new TensorQuantization(0.5, 1, -128, 127)),
        Output = new PlanTensor("y", [3], new TensorQuantization(0.25, -5, -128, 127)),
        Layers = [Layer],
    };

    /// <summary>Weights [[1, 2, 3], [-4, 5, 6]], bias 0, 1, 2, and a half of it all.</summary>
    public static IntegerNetwork Network { get; } = Of(Plan);

    public static IntegerNetwork Of(Plan plan) => new(
        plan,
        new Dictionary<string, GemmParameters>
        {
            ["fc"] = new(
                Matrix<int>.Adopt(2, 3, [1, 2, 3, -4, 5, 6]),
                [new Requantization(0, 1, 1), new Requantization(1, 1, 1), new Requantization(2, 1, 1)]),
        });
}
