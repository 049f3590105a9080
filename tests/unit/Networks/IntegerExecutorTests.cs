using HwGen.Core.Errors;
using HwGen.Core.Golden;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Networks;

public sealed class IntegerExecutorTests
{
    [Fact]
    public void A_layer_is_summed_requantized_and_clamped()
    {
        // [1, 2]: sums -7, 12, 15; with bias -7, 13, 17; halves away from zero -4, 7, 9; zero point -5: -9, 2, 4; low is -5
        Assert.Equal([-5, 2, 4], IntegerExecutor.RunGolden(TinyNetwork.Network, new Tensor<int>([1, 2], 1, 2)).Values);
    }

    [Fact]
    public void Float_samples_become_the_nearest_integers_and_stay_in_range() =>
        Assert.Equal([1, 2, 127, -128], TinyNetwork.Network.Quantize(new Tensor<float>([0, 0.25f, 1000, -1000], 2, 2)).Values);

    [Fact]
    public void Every_cut_into_jobs_gives_what_the_whole_gives()
    {
        var input = new Tensor<int>([1, 2, -3, 4, 100, -100], 3, 2);
        var expected = IntegerExecutor.RunGolden(TinyNetwork.Network, input).Values;
        WeightPart[][] cuts =
        [
            [new(0, 2, 0, 3)],
            [new(0, 2, 0, 1), new(0, 2, 1, 2)],
            [new(0, 1, 0, 3), new(1, 1, 0, 3)],
            [new(0, 1, 0, 2), new(1, 1, 0, 2), new(0, 1, 2, 1), new(1, 1, 2, 1)],
        ];
        foreach (var parts in cuts)
        {
            var layer = TinyNetwork.Layer with { Parts = parts, Images = [.. parts.Select((_, i) => $"images/{i}")] };
            var network = TinyNetwork.Of(TinyNetwork.Plan with { Layers = [layer] });
            Assert.Equal(expected, IntegerExecutor.Run(network, input, new DenseParts(network)).Values);
        }
    }

    [Fact]
    public void Two_activations_of_different_scales_are_added()
    {
        var layer = new AdditionLayer
        {
            Name = "add",
            Inputs = ["a", "b"],
            Output = "y",
            Shape = [3],
            ZeroPoints = [1, -2],
            Multipliers = [3, 1],
            Shift = 1,
            Requantize = new OutputQuantization(10, 0, 20),
        };
        // ((a - 1) * 3 + (b + 2)) / 2 + 10: (0+3)/2 = 1.5 -> 2; (-6-1)/2 = -3.5 -> -4; (60+0)/2 = 30 -> 40, clamped
        Assert.Equal([12, 6, 20], layer.Run([new Tensor<int>([1, -1, 21], 1, 3), new Tensor<int>([1, -3, -2], 1, 3)], new DenseParts(TinyNetwork.Network)).Values);
    }

    [Fact]
    public void Two_activations_are_multiplied()
    {
        var layer = new ProductLayer { Name = "p", Inputs = ["a", "b"], Output = "y", Shape = [4], ZeroPoints = [1, -2], Multiplier = 3, Shift = 2, Requantize = new OutputQuantization(-1, -10, 20) };
        // (a - 1) * (b + 2) * 3 / 4 - 1: 2 * 1 * 3 / 4 = 1.5 -> 2; -2 * 3 * 3 / 4 = -4.5 -> -5; 0; 100 * 5, clamped
        Assert.Equal([1, -6, -1, 20], layer.Run([new Tensor<int>([3, -1, 1, 101], 1, 4), new Tensor<int>([-1, 1, 9, 3], 1, 4)], new DenseParts(TinyNetwork.Network)).Values);
    }

    [Fact]
    public void Integers_outside_a_table_take_its_ends()
    {
        var layer = new TableLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [5], Low = -1, Outputs = [7, -8, 9] };
        Assert.Equal([7, 7, -8, 9, 9], layer.Run([new Tensor<int>([int.MinValue, -1, 0, 1, int.MaxValue], 1, 5)], new DenseParts(TinyNetwork.Network)).Values);
    }

    [Fact]
    public void Entries_are_taken_and_filled()
    {
        var layer = new TakeLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [2, 4, 1], Axis = 1, Indices = [2, -1, 0, 2], Value = -5 };
        Assert.Equal([3, -5, 1, 3, 6, -5, 4, 6], layer.Run([new Tensor<int>([1, 2, 3, 4, 5, 6], 1, 2, 3, 1)], new DenseParts(TinyNetwork.Network)).Values);
    }

    public static TheoryData<PlanLayer, string> Wrong => new()
    {
        { new TakeLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [2, 1], Axis = 1, Indices = [3], Value = 0 }, "indices must be -1 to 2, at least one" },
        { new TakeLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [2, 1], Axis = 2, Indices = [0], Value = 0 }, "axis is 2, must be 0 to 1" },
        { new TakeLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [2, 3], Axis = 1, Indices = [0], Value = 0 }, "gives 2 x 3, must be 2 x 1" },
        { new TableLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [2, 3], Low = 0, Outputs = [] }, "has 0 outputs, must be 1 to 65536" },
        { new TableLayer { Name = "t", Inputs = ["a"], Output = "y", Shape = [6], Low = 0, Outputs = [1] }, "gives 6, must be 2 x 3" },
        { new ProductLayer { Name = "p", Inputs = ["a"], Output = "y", Shape = [2, 3], ZeroPoints = [0, 0], Multiplier = 1, Shift = 0, Requantize = new OutputQuantization(0, 0, 0) }, "reads 2 x 3, must be two activations of 2 x 3" },
        {
            new ProductLayer { Name = "p", Inputs = ["a", "a"], Output = "y", Shape = [2, 3], ZeroPoints = [0, 0], Multiplier = 1 << 16, Shift = 0, Requantize = new OutputQuantization(0, 0, 0) },
            "needs two zero_points, a multiplier of 0 to 65535 and a shift of 0 to 63"
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_layer_that_cannot_be_run_says_why(PlanLayer layer, string problem) =>
        Assert.Equal([problem], layer.Check([.. layer.Inputs.Select(_ => new[] { 2, 3 })]));

    [Fact]
    public void Raw_sums_are_brought_to_one_scale()
    {
        var layer = new RescaleLayer { Name = "r", Inputs = ["a"], Output = "y", Shape = [2], Multipliers = [3, 1], Shifts = [1, 0] };
        Assert.Equal([2, -5, -2, 7], layer.Run([new Tensor<int>([1, -5, -1, 7], 2, 2)], new DenseParts(TinyNetwork.Network)).Values);
    }

    [Fact]
    public void The_class_is_the_largest_output_and_the_first_on_a_tie()
    {
        var outputs = new Tensor<int>([1, 3, 3, 5, 0, 0, 0, 0, 9], 3, 3);
        Assert.Equal(new Classification(2, 3), Classification.Of(outputs, [1, 0, 1]));
    }

    [Fact]
    public void Labels_without_an_output_are_refused()
    {
        Classification.Require(null, [3]);
        Classification.Require([0, 2], [3, 1, 1]);
        Classification.Require([0, 1], [1]);
        Classification.Require([0, 99], [2, 3]);
        Assert.Equal("labels: up to 3, must be below the number of the network's outputs, 3", Assert.Throws<InputException>(() => Classification.Require([0, 3], [3])).Message);
    }

    /// <summary>Runs jobs by dense arithmetic, as an array does that holds only a part.</summary>
    private sealed class DenseParts(IntegerNetwork network) : PartedGemmEngine(network)
    {
        private readonly IntegerNetwork _network = network;

        protected override IReadOnlyList<Matrix<int>> RunJobs(IReadOnlyList<GemmJob> jobs, IReadOnlyList<Matrix<int>> activations) =>
            [.. jobs.Zip(activations, Run)];

        private Matrix<int> Run(GemmJob job, Matrix<int> activations)
        {
            var (part, numbers) = (job.Part, _network.ParametersOf(job.Layer));
            var sums = GoldenGemm.Multiply(activations, numbers.Weights.Part(part.FirstK, part.FirstN, part.K, part.N));
            Requantization[] channels = [.. numbers.Channels.Skip(part.FirstN).Take(part.N).Select(c => part.FirstK == 0 ? c : c with { Bias = 0 })];
            return job.IsRaw ? GoldenRequantizer.ApplyRaw(sums, channels) : GoldenRequantizer.Apply(sums, channels, job.Layer.Requantize);
        }
    }
}
