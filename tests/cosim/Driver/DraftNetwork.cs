using HwGen.Core.Configuration;
using HwGen.Core.Driver;
using HwGen.Core.Image;
using HwGen.Core.IO;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Simulation;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>An integer network of random numbers, put together layer by layer, with its images.</summary>
internal sealed class DraftNetwork
{
    private readonly ArrayConfiguration configuration;
    private readonly SimRandom random;
    private readonly PlanTensor input;
    private readonly List<PlanLayer> layers = [];
    private readonly Dictionary<string, int[]> shapes = [];
    private readonly Dictionary<string, GemmParameters> parameters = [];
    private readonly Dictionary<string, WeightImage> images = [];

    public DraftNetwork(ArrayConfiguration configuration, ulong seed, params int[] shape)
    {
        this.configuration = configuration;
        random = SimRandom.For(seed, "network");
        input = new PlanTensor("input", shape, new TensorQuantization(0.25, 3, configuration.ActivationMinimum, configuration.ActivationMaximum));
        shapes["input"] = shape;
    }

    private string Last => layers.Count == 0 ? "input" : layers[^1].Output;

    public IReadOnlyDictionary<string, WeightImage> Images => images;

    public int[] ShapeOf(string name) => shapes[name];

    public DraftNetwork Convolution(string name, int channels, SlidingWindow window, string? from = null, bool tapsFastest = false)
    {
        int[] shape = shapes[from ?? Last];
        var (height, width) = window.OutputSize(shape[1], shape[2]);
        return AddGemm(new ConvolutionLayer
        {
            Name = name,
            Inputs = [from ?? Last],
            Output = name,
            Shape = [channels, height, width],
            K = window.Taps * shape[0],
            N = channels,
            RowsPerSample = height * width,
            InputZeroPoint = 3,
            Requantize = Output(),
            Kept = [],
            Parameters = "none",
            Window = window,
            TapsFastest = tapsFastest,
        });
    }

    /// <summary>Adds a fully connected layer.</summary>
    /// <param name="name">of the layer and its output</param>
    /// <param name="channels">N</param>
    /// <param name="raw">whether it gives sums</param>
    /// <param name="extremeBias">whether every bias is next to an end of int32, so that half of the sums do not fit with it</param>
    public DraftNetwork Linear(string name, int channels, bool raw = false, bool extremeBias = false)
    {
        int[] shape = shapes[Last];
        return AddGemm(new LinearLayer
        {
            Name = name,
            Inputs = [Last],
            Output = name,
            Shape = [.. shape[..^1], channels],
            K = shape[^1],
            N = channels,
            RowsPerSample = shape[..^1].Aggregate(1, (count, size) => count * size),
            InputZeroPoint = 0,
            Raw = raw,
            Requantize = Output(),
            Kept = [],
            Parameters = "none",
        }, extremeBias);
    }

    /// <summary>Adds a layer that the processor computes.</summary>
    /// <param name="layer">made from the name and shape of its input</param>
    public DraftNetwork Add(Func<string, int[], PlanLayer> layer)
    {
        PlanLayer made = layer(Last, shapes[Last]);
        Assert.Empty(made.Check([.. made.Inputs.Select(name => shapes[name])]));
        shapes[made.Output] = made.Shape;
        layers.Add(made);
        return this;
    }

    /// <summary>Zero point and clamp of some layer's output.</summary>
    public OutputQuantization Output() => new(random.Next(-20, 20), configuration.ActivationMinimum + random.Next(5), configuration.ActivationMaximum - random.Next(5));

    public IntegerNetwork Network => new(
        new Plan
        {
            Network = "draft",
            Configuration = configuration.Name,
            ConfigurationHash = $"{configuration.Hash:x8}",
            Input = input,
            Output = new PlanTensor(Last, shapes[Last], new TensorQuantization(0.5, -1, int.MinValue, int.MaxValue)),
            Layers = layers,
        },
        parameters);

    public DriverPlan Plan(DriverOptions options) => DriverPlanWriter.Write(configuration, Network.Plan, images, options);

    public Tensor<int> Inputs(int samples)
    {
        var inputs = new Tensor<int>([samples, .. input.Shape]);
        for (int i = 0; i < inputs.Count; i++)
            inputs.Values[i] = random.Next(configuration.ActivationMinimum, configuration.ActivationMaximum);
        return inputs;
    }

    private DraftNetwork AddGemm(GemmLayer layer, bool extremeBias = false)
    {
        int largest = LargestWeight(layer.K);
        Matrix<int> weights = Weights(layer.K, layer.N, largest);
        int shift = 17 + (int)Math.Log2(largest * Math.Sqrt(layer.K) / 3);
        Requantization[] channels = [.. Enumerable.Range(0, layer.N).Select(_ =>
            extremeBias ? new Requantization(random.Chance(0.5) ? int.MaxValue - random.Next(9) : int.MinValue + random.Next(9), random.Next(1 << 15, Requantization.MostMultiplier), 41)
            : new Requantization(random.Next(-3000, 3000), random.Next(1 << 15, Requantization.MostMultiplier), shift + random.Next(2)))];
        EncodedLayer encoded = LayerEncoder.Encode(configuration, weights, new ImageRequest { Name = layer.Name, FindBlockLists = true, Channels = channels });
        string[] names = [.. encoded.Images.Select((_, i) => $"{layer.Name}.{i}")];
        for (int i = 0; i < names.Length; i++)
            images[names[i]] = encoded.Images[i];
        parameters[layer.Name] = new GemmParameters(weights, channels);
        return Add((_, _) => layer with { Images = names, Parts = encoded.Plan.Parts });
    }

    // No sum of products may leave the accumulator.
    private int LargestWeight(int k) => (int)Math.Clamp(
        (1L << (configuration.AccumulatorBits - 1)) / ((long)k << (configuration.ActivationBits - 1)), 1, configuration.WeightMaximum);

    // Of every block of each column the configuration's number is kept, and some blocks not at all.
    private Matrix<int> Weights(int k, int n, int largest)
    {
        var weights = new int[k * n];
        for (int column = 0; column < n; column++)
        {
            for (int block = 0; block * configuration.Block < k; block++)
            {
                int kept = random.Chance(0.1) ? 0 : configuration.Kept;
                foreach (int at in Enumerable.Range(0, configuration.Block).OrderBy(_ => random.NextUInt64()).Take(kept))
                    if ((block * configuration.Block) + at < k)
                        weights[(((block * configuration.Block) + at) * n) + column] = random.Next(-largest, largest);
            }
        }

        return Matrix<int>.Adopt(k, n, weights);
    }
}
