using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Pruner;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Pruner;

public sealed class MatrixPrunerTests : IDisposable
{
    private static readonly ArrayConfiguration TwoOfFour = TestArray.Of("2of4", (1, 1), (1, 2), block: 4, lanes: 1, kept: 2);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Integers_that_stay_are_not_changed()
    {
        NpyFile.Write(_folder.At("w.npy"), new Tensor<sbyte>([1, -128, 2, 3, -4, 127, 3, 0], 4, 2));
        var pruned = new MatrixPruner(TwoOfFour).Prune(MatrixFile.Read(_folder.At("w.npy")));
        var layer = Assert.Single(pruned.Network.Plan.Gemms);
        Assert.Equal([0, -128, 0, 0, -4, 127, 3, 0], pruned.Network.ParametersOf(layer).Weights.Values.ToArray());
        Assert.True(layer.Raw);
    }

    [Fact]
    public void Floats_are_scaled_by_the_largest_of_their_channel()
    {
        NpyFile.Write(_folder.At("w.npy"), new Tensor<float>([1.27f, -2, 0.1f, 3, -0.5f, 5.08f, 0.2f, 0], 4, 2));
        var pruned = new MatrixPruner(TwoOfFour).Prune(MatrixFile.Read(_folder.At("w.npy")));
        Assert.Equal([127, 0, 0, 75, -50, 127, 0, 0], pruned.Network.ParametersOf(pruned.Network.Plan.Gemms.Single()).Weights.Values.ToArray());
    }

    [Fact]
    public void A_matrix_with_outputs_first_is_turned()
    {
        NpyFile.Write(_folder.At("w.npy"), new Tensor<sbyte>([1, 2, 3, 4, 5, 6], 2, 3));
        Assert.Equal([1, 4, 2, 5, 3, 6], MatrixFile.Read(_folder.At("w.npy"), isTransposed: true).Weights.Values);
    }

    [Fact]
    public void A_matrix_with_bias_runs_in_the_golden_model()
    {
        NpzFile.Write(_folder.At("w.npz"), new Dictionary<string, byte[]>
        {
            ["weight"] = NpyFile.Format(new Tensor<sbyte>([1, 0, 0, 2, 0, 3], 3, 2)),
            ["bias"] = NpyFile.Format(new Tensor<int>([10, -10], 2)),
        });
        var pruned = new MatrixPruner(TwoOfFour).Prune(MatrixFile.Read(_folder.At("w.npz")));
        PrunedFolder.Write(pruned, _folder.At("out"));
        // [5, 6, 7]: 5 + 10 and 12 + 21 - 10
        Assert.Equal([15, 23], IntegerExecutor.RunGolden(IntegerNetwork.Load(_folder.At("out")), new Tensor<int>([5, 6, 7], 1, 3)).Values);
    }

    [Fact]
    public void Bad_matrices_are_refused()
    {
        NpyFile.Write(_folder.At("line.npy"), new Tensor<float>([1, 2], 2));
        NpyFile.Write(_folder.At("infinite.npy"), new Tensor<float>([1, float.PositiveInfinity], 1, 2));
        NpyFile.Write(_folder.At("huge.npy"), new Tensor<double>([1, -1e300], 2, 1));
        NpzFile.Write(_folder.At("none.npz"), new Dictionary<string, byte[]> { ["weight"] = NpyFile.Format(new Tensor<float>(1, 2)), ["bias"] = NpyFile.Format(new Tensor<float>([0, float.NaN], 2)) });
        NpyFile.Write(_folder.At("wide.npy"), new Tensor<short>([1, 300], 1, 2));
        NpzFile.Write(_folder.At("two.npz"), new Dictionary<string, byte[]> { ["a"] = NpyFile.Format(new Tensor<int>(1, 1)), ["b"] = NpyFile.Format(new Tensor<int>(1, 1)) });
        NpzFile.Write(_folder.At("bias.npz"), new Dictionary<string, byte[]> { ["weight"] = NpyFile.Format(new Tensor<int>(1, 2)), ["bias"] = NpyFile.Format(new Tensor<int>(3)) });
        Assert.Equal($"{_folder.At("line.npy")}: shape 2, must be K x N, at least 1 x 1", Refusal("line.npy"));
        Assert.Equal($"{_folder.At("infinite.npy")}: weight[0,1] is Infinity, must be finite numbers of single precision", Refusal("infinite.npy"));
        Assert.Equal($"{_folder.At("huge.npy")}: weight[1,0] is -1E+300, must be finite numbers of single precision", Refusal("huge.npy"));
        Assert.Equal($"{_folder.At("none.npz")}[bias]: bias[1] is NaN, must be finite numbers of single precision", Refusal("none.npz"));
        Assert.Equal("wide: weight[0,1] is 300, must be -128 to 127 (numbers.weight_bits: 8)", Refusal("wide.npy"));
        Assert.Equal($"{_folder.At("two.npz")}: no array weight; it holds a, b", Refusal("two.npz"));
        Assert.Equal($"{_folder.At("bias.npz")}[bias]: 3 numbers, must be 2, one for each output channel", Refusal("bias.npz"));
    }

    private string Refusal(string file) =>
        Assert.Throws<InputException>(() => new MatrixPruner(TwoOfFour).Prune(MatrixFile.Read(_folder.At(file)))).Message;
}
