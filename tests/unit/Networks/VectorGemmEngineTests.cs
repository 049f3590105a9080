using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Network.Vectorized;
using HwGen.Core.Numerics;

namespace HwGen.Tests.Unit.Networks;

/// <summary>The fast engine against the golden model, which multiplies plain matrices of integers.</summary>
public sealed class VectorGemmEngineTests
{
    private const int Layers = 400;

    [Fact]
    public void Random_layers_give_what_the_golden_model_gives()
    {
        for (var seed = 1; seed <= Layers; seed++)
        {
            var random = new Random(seed);
            // From numbers whose sums a float holds to some that only the golden model adds up exactly.
            var (activationBits, weightBits) = (random.Next(1, 17), random.Next(1, 20));
            GemmLayer layer = random.Next(4) == 0 ? Linear(random) : Convolution(random);
            int[] shape = layer is ConvolutionLayer convolution ? InputShape(convolution, random) : [layer.K];
            if (layer is ConvolutionLayer placed)
            {
                var (height, width) = placed.Window.OutputSize(shape[1], shape[2]);
                layer = placed with { Shape = [layer.N, height, width], RowsPerSample = height * width };
            }

            var input = new Tensor<int>([random.Next(1, 4), .. shape]);
            for (var i = 0; i < input.Count; i++)
                input.Values[i] = Draw(random, activationBits);
            Equal(layer, new GemmParameters(Weights(layer, random, weightBits), [.. Enumerable.Range(0, layer.N).Select(_ => Channel(random))]), input, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(4096, 4096)] // 2^24 + 1 is no float
    [InlineData(1 << 27, 1 << 26)] // 2^53 + 1 is no double
    [InlineData(1 << 20, 1 << 17)] // 2^37 + 1, times a multiplier of 16 bits, is none
    public void A_sum_that_would_be_rounded_is_not(int activation, int weight)
    {
        var parameters = new GemmParameters(Matrix<int>.Adopt(2, 1, [weight, 1]), [new Requantization(0, 65535, 16)]);
        var layer = Linear(2, 1) with { Requantize = new OutputQuantization(0, int.MinValue, int.MaxValue) };
        Equal(layer, parameters, new Tensor<int>([activation, 1], 1, 2), "not raw");
        Equal(layer with { Raw = true }, parameters, new Tensor<int>([activation, 1], 1, 2), "raw");
    }

    [Fact]
    public void Halves_go_away_from_zero_at_every_shift()
    {
        for (var shift = 0; shift <= 63; shift++)
        {
            // Sums around multiples of 2^(shift - 1), within 33 bits.
            var step = shift is > 0 and < 32 ? 1 << (shift - 1) : int.MaxValue;
            int[] bias = [0, 1, -1, step, -step, step - 1, 1 - step, int.MaxValue, int.MinValue];
            var parameters = new GemmParameters(
                Matrix<int>.Create(1, 3 * bias.Length, (_, n) => (n % 3) - 1),
                [.. Enumerable.Range(0, 3 * bias.Length).Select(n => new Requantization(bias[n / 3], n % 2 == 0 ? 1 : 65535, shift))]);
            foreach (var activation in new[] { 0, 1, 127, (1 << 24) - 1, step })
                Equal(Linear(1, parameters.Channels.Count) with { Requantize = new OutputQuantization(3, -32768, 32767) }, parameters, new Tensor<int>([activation], 1, 1), $"shift {shift}, activation {activation}");
        }
    }

    private static void Equal(GemmLayer layer, GemmParameters parameters, Tensor<int> input, string what)
    {
        var network = new IntegerNetwork(TinyNetwork.Plan, new Dictionary<string, GemmParameters> { [layer.Name] = parameters });
        var expected = layer.Run([input], new GoldenGemmEngine(network));
        var found = layer.Run([input], new VectorGemmEngine(network));
        Assert.Equal(expected.Shape, found.Shape);
        Assert.True(expected.Values.AsSpan().SequenceEqual(found.Values), $"{what}: {layer}");
    }

    private static LinearLayer Linear(int k, int n) => (LinearLayer)TinyNetwork.Layer with { K = k, N = n, Shape = [n] };

    private static LinearLayer Linear(Random random) => Linear(random.Next(1, 80), random.Next(1, 50)) with { Raw = random.Next(3) == 0, Requantize = Output(random) };

    private static ConvolutionLayer Convolution(Random random)
    {
        var groups = random.Next(2) == 0 ? 1 : random.Next(2, 6);
        var channels = groups * random.Next(1, groups == 1 ? 12 : 4);
        var window = new SlidingWindow(
            [random.Next(1, 4), random.Next(1, 4)], [random.Next(1, 4), random.Next(1, 4)], [random.Next(1, 3), random.Next(1, 3)],
            [random.Next(3), random.Next(3), random.Next(3), random.Next(3)]);
        var n = groups * random.Next(1, groups == 1 ? 40 : 4);
        return new ConvolutionLayer
        {
            Name = "conv",
            Inputs = ["x"],
            Output = "y",
            Shape = [],
            K = window.Taps * channels,
            N = n,
            Groups = groups,
            TapsFastest = groups == 1 && random.Next(3) == 0,
            RowsPerSample = 0,
            Window = window,
            InputZeroPoint = random.Next(-128, 128),
            Requantize = Output(random),
            Kept = [],
            Parameters = "",
        };
    }

    // As large as the window needs, and odd; more than 64 places now and then.
    private static int[] InputShape(ConvolutionLayer layer, Random random) =>
        [layer.K / layer.Window.Taps, .. layer.Window.Kernel.Select((taps, axis) => ((taps - 1) * layer.Window.Dilations[axis]) + 1 + random.Next(14))];

    private static Matrix<int> Weights(GemmLayer layer, Random random, int bits)
    {
        var channels = layer is ConvolutionLayer convolution ? layer.K / convolution.Window.Taps : layer.K;
        return Matrix<int>.Create(layer.K, layer.N, (k, n) =>
            k % channels / (channels / layer.Groups) == n / (layer.N / layer.Groups) && random.Next(3) > 0 ? Draw(random, bits) : 0);
    }

    private static OutputQuantization Output(Random random)
    {
        var low = random.Next(-300, 100);
        return new OutputQuantization(random.Next(-128, 128), low, low + random.Next(400));
    }

    // Multipliers and shifts that matter for small and for large sums, and the ends of their ranges.
    private static Requantization Channel(Random random) => new(
        random.Next(4) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(-5000, 5000),
        random.Next(8) == 0 ? 65535 : random.Next(65536),
        random.Next(64));

    private static int Draw(Random random, int bits) => random.Next(6) == 0 ? -(1 << (bits - 1)) : random.Next(-(1 << (bits - 1)), 1 << (bits - 1));
}
