using HwGen.Core.Configuration;
using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class LayerFitTests
{
    private static ArrayConfiguration Configuration { get; } =
        TestArray.Of("1of8", (1, 1), (8, 8), block: 8, lanes: 1, kept: 1);

    [Fact]
    public void What_is_cut_off_as_wanted_is_right_as_it_is()
    {
        // wanted behind Relu: 0, 0, 3, 3; found -5, 2, 1, -1, of which the other summand has brought 1 each
        var samples = new LayerSamples(new Tensor<float>(4, 1), new Tensor<float>([-1, -1, 3, 3], 4, 1), new Tensor<float>([1, 1, 1, 1], 4, 1), Bounds.Relu);
        Assert.Equal([-6, -1, 2, 2], samples.Aim(new Tensor<float>([-6, 1, 0, -2], 4, 1)).Values);
        Assert.Equal([-2, -2, 2, 2], samples.Aim().Values);
    }

    [Fact]
    public void A_layer_makes_up_for_the_summand_beside_it()
    {
        // a(x) + b(x): a keeps one weight of eight, b all of them, and so b can take over what a has lost.
        var network = Sum();
        var samples = Noise(512, 32, seed: 3);
        Assert.InRange(Error(network, samples, new Dictionary<string, IReadOnlyList<int>> { ["a"] = [1], ["b"] = [8] }), 0, 0.001);
        Assert.InRange(Error(network, samples, new Dictionary<string, IReadOnlyList<int>> { ["a"] = [8], ["b"] = [1] }), 0.05, 1);
    }

    [Fact]
    public void A_dense_layer_makes_up_for_the_layer_before_it()
    {
        // b reads a, whose outputs are twice as many as its inputs: what a loses is mostly still there.
        var network = Chain();
        var samples = Noise(512, 16, seed: 4);
        var kept = new Dictionary<string, IReadOnlyList<int>> { ["a"] = [6], ["b"] = [8] };
        Assert.True(Error(network, samples, kept) < 0.5 * Error(network, samples, kept, new MagnitudeMethod()));
    }

    [Fact]
    public void A_summand_that_is_spread_is_none_to_make_up_for()
    {
        // a gives 4 x 3, b gives 1 x 3, which meets each row of a.
        var network = new NetworkGraph(
            "spread", "x", [4, 8], "y",
            [Layer("b", "x", "p", 8, 3), new Selection("first", "p", "q", 0, [0]), Layer("a", "x", "r", 8, 3), new Addition("s", "q", "r", "y")]);
        var samples = Noise(256, 32, seed: 5).Reshape(256, 4, 8);
        Assert.InRange(Error(network, samples, new Dictionary<string, IReadOnlyList<int>> { ["a"] = [4], ["b"] = [8] }), 0, 0.3);
    }

    private static double Error(NetworkGraph network, Tensor<float> samples, Dictionary<string, IReadOnlyList<int>> kept, IPruningMethod? method = null)
    {
        var options = new PruneOptions { KeptOfLayer = kept, Method = method ?? PruningMethods.Default };
        var (pruned, _) = new NetworkSolver(new LayerSolver(Configuration, options)).Solve(network, samples);
        var (wanted, found) = (FloatInterpreter.Run(network, samples).Values, FloatInterpreter.Run(pruned, samples).Values);
        return wanted.Zip(found, (w, f) => (w - f) * (double)(w - f)).Sum() / wanted.Sum(w => (double)w * w);
    }

    private static NetworkGraph Sum() => new(
        "sum", "x", [32], "y",
        [Layer("a", "x", "p", 32, 12), Layer("b", "x", "q", 32, 12), new Addition("s", "p", "q", "y") { Bounds = Bounds.Relu }]);

    private static NetworkGraph Chain() => new("chain", "x", [16], "y", [Layer("a", "x", "p", 16, 32), Layer("b", "p", "y", 32, 8)]);

    private static Linear Layer(string name, string input, string output, int k, int n) =>
        new(name, input, output) { Weights = Noise(k, n, k + n + name[0]), Bias = new float[n] };

    private static Tensor<float> Noise(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return new Tensor<float>([.. Enumerable.Range(0, rows * columns).Select(_ => (2 * random.NextSingle()) - 1)], rows, columns);
    }
}
