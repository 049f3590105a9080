using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;

namespace HwGen.Cli.Simulation;

/// <summary>A GEMM of any size as a network of one layer, cut into jobs.</summary>
internal static class SingleGemm
{
    private const string Layer = "gemm";

    public static NetworkImages Encode(ArrayConfiguration configuration, GemmProblem problem)
    {
        EncodedLayer encoded = LayerEncoder.Encode(configuration, problem.Weights, new ImageRequest
        {
            Name = Layer,
            KeptPerTile = problem.KeptPerTile,
            BlockLists = problem.BlockLists,
            Channels = problem.Channels,
        });
        string[] names = [.. encoded.Images.Select((_, i) => $"{Layer}.{i}")];
        LinearLayer layer = LayerOf(configuration, problem) with { Images = names, Parts = encoded.Plan.Parts };
        var plan = new Plan
        {
            Network = Layer,
            Configuration = configuration.Name,
            ConfigurationHash = $"{configuration.Hash:x8}",
            Input = new PlanTensor("activation", [problem.K], new TensorQuantization(1, 0, configuration.ActivationMinimum, configuration.ActivationMaximum)),
            Output = new PlanTensor("output", [problem.N], new TensorQuantization(1, 0, int.MinValue, int.MaxValue)),
            Layers = [layer],
        };
        var numbers = new Dictionary<string, GemmParameters> { [Layer] = new(problem.Weights, problem.Channels) };
        return new NetworkImages(
            new IntegerNetwork(plan, numbers),
            configuration,
            names.Zip(encoded.Images).ToDictionary(pair => pair.First, pair => pair.Second));
    }

    private static LinearLayer LayerOf(ArrayConfiguration configuration, GemmProblem problem) => new()
    {
        Name = Layer,
        Inputs = ["activation"],
        Output = "output",
        Shape = [problem.N],
        K = problem.K,
        N = problem.N,
        RowsPerSample = 1,
        InputZeroPoint = 0,
        Raw = problem.Output is null,
        Requantize = problem.Output ?? new OutputQuantization(0, configuration.ActivationMinimum, configuration.ActivationMaximum),
        Kept = problem.KeptPerTile,
        Parameters = "",
    };
}
