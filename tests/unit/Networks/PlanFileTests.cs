using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Networks;

public sealed class PlanFileTests
{
    public static TheoryData<SampleFormat?> SampleFormats => [null, new SampleFormat(0.5, 3), new SampleFormat(0.5, 3, "NHWC")];

    [Theory]
    [MemberData(nameof(SampleFormats))]
    public void A_plan_reads_back_as_it_was_written(SampleFormat? samples)
    {
        var text = PlanFile.Format(TinyNetwork.Plan with { Samples = samples });
        Assert.Equal(text, PlanFile.Format(PlanFile.Parse(text, "plan.json")));
        Assert.Contains("\"kind\": \"linear\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_says_its_kind_as_the_plan_does()
    {
        var sum = new AdditionLayer { Name = "sum", Inputs = ["a", "b"], Output = "y", Shape = [2], ZeroPoints = [0, 0], Multipliers = [1, 1], Shift = 0, Requantize = new(0, -128, 127) };

        Assert.Equal(("linear", "add"), (TinyNetwork.Layer.Kind, sum.Kind));
    }

    [Fact]
    public void The_dense_numbers_read_back()
    {
        using var folder = new ScratchFolder();
        var numbers = TinyNetwork.Network.ParametersOf(TinyNetwork.Layer);
        GemmParametersFile.Write(folder.At("fc.npz"), numbers);
        var read = GemmParametersFile.Read(folder.At("fc.npz"), 2, 3);
        Assert.Equal(numbers.Weights, read.Weights);
        Assert.Equal(numbers.Channels, read.Channels);
    }

    [Fact]
    public void Numbers_of_another_shape_are_refused()
    {
        using var folder = new ScratchFolder();
        GemmParametersFile.Write(folder.At("fc.npz"), TinyNetwork.Network.ParametersOf(TinyNetwork.Layer));
        Assert.Equal($"{folder.At("fc.npz")}[weight]: shape 2 x 3, must be 3 x 2", Assert.Throws<InputException>(() => GemmParametersFile.Read(folder.At("fc.npz"), 3, 2)).Message);
    }

    [Fact]
    public void Numbers_that_are_missing_are_named()
    {
        using var folder = new ScratchFolder();
        NpzFile.Write(folder.At("fc.npz"), new Dictionary<string, byte[]> { ["weight"] = NpyFile.Format(new Tensor<sbyte>(2, 3)) });
        Assert.Equal($"{folder.At("fc.npz")}: no array 'bias', must hold weight, bias, multiplier and shift", Assert.Throws<InputException>(() => GemmParametersFile.Read(folder.At("fc.npz"), 2, 3)).Message);
    }

    public static TheoryData<string, Plan, string> BadPlans => new()
    {
        { "version", TinyNetwork.Plan with { Version = 2 }, "p: format hwgen-plan version 2, must be hwgen-plan version 1" },
        { "order", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { Inputs = ["z"] }] }, "p: layer 'fc': reads 'z', which no layer before it gives" },
        { "K", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { K = 3, Images = [], Parts = [] }] }, "p: layer 'fc': reads 2, last dimension must be 3" },
        { "shape", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { Shape = [4] }] }, "p: layer 'fc': gives 4, must be 3\np: output 'y' differs in shape from the layer that gives it" },
        { "twice", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer, TinyNetwork.Layer] }, "p: layer 'fc': the name is taken, must be unique" },
        { "output", TinyNetwork.Plan with { Output = TinyNetwork.Plan.Output with { Name = "z" } }, "p: output 'z' is given by no layer" },
        { "parts", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { Parts = [new WeightPart(0, 2, 0, 2)] }] }, "p: layer 'fc': the parts do not make up the weights, 2 x 3" },
        { "images", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { Images = [] }] }, "p: layer 'fc': 0 images and 1 parts, must be as many" },
        { "escape", TinyNetwork.Plan with { Layers = [TinyNetwork.Layer with { Parameters = "../fc.npz" }] }, "p: layer 'fc': file '../fc.npz' lies outside the folder of the plan" },
    };

    [Theory]
    [MemberData(nameof(BadPlans))]
    public void A_bad_plan_is_refused(string what, Plan plan, string message)
    {
        _ = what;
        Assert.Equal(message, Assert.Throws<InputException>(() => PlanFile.Parse(PlanFile.Format(plan), "p")).Message);
    }

    [Theory]
    [InlineData("{", "p:1: not a plan: ")]
    [InlineData("{}", "p:1: not a plan: ")]
    [InlineData("null", "p: format  version , must be hwgen-plan version 1")]
    public void Text_that_is_no_plan_is_refused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<InputException>(() => PlanFile.Parse(text, "p")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_kind_of_layer_is_refused_with_its_line()
    {
        var text = PlanFile.Format(TinyNetwork.Plan).Replace("\"linear\"", "\"lstm\"", StringComparison.Ordinal);
        var message = Assert.Throws<InputException>(() => PlanFile.Parse(text, "p")).Message;
        Assert.Contains("lstm", message, StringComparison.Ordinal);
    }
}
