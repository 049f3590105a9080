using HwGen.Core.IO;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Pruning;

namespace HwGen.Tests.Unit.Pruner;

/// <summary>Layers that are larger than the blocks in which factors are computed.</summary>
public sealed class LargeSystemTests
{
    /// <summary>SparseGPT as the paper states it: one k after the other, with the inverse of what is left of H computed anew for each.</summary>
    [Fact]
    public void SparseGPT_in_blocks_is_SparseGPT_step_by_step()
    {
        const int K = 280, N = 6, Kept = 2, Block = 8;
        var random = new Random(7);
        var gram = Gram(random, K);
        double[] weights = [.. Enumerable.Range(0, K * N).Select(_ => random.NextDouble() - 0.5)];
        var found = new SparseGptMethod().Prune(new LayerProblem("layer", new Tensor<double>([.. weights], K, N), gram, new NmStructure(Kept, Block)));

        var inverse = Inverse(gram, K);
        var keep = new bool[K * N];
        for (var k = 0; k < K; k++)
        {
            if (k % Block == 0)
                Choose(weights, inverse, keep, k);
            for (var n = 0; n < N; n++)
            {
                var error = keep[(k * N) + n] ? 0 : weights[(k * N) + n] / inverse[k, k];
                for (var j = k; j < K; j++)
                    weights[(j * N) + n] -= error * inverse[j, k];
            }

            Eliminate(inverse, K, k);
        }

        for (var i = 0; i < weights.Length; i++)
            Assert.Equal(keep[i] ? weights[i] : 0, found.Values[i], 7);

        void Choose(double[] now, double[,] left, bool[] stays, int first)
        {
            // The cost of a weight is that with all k before it gone, the others of its block among them.
            var steps = (double[,])left.Clone();
            var costs = new double[Block, N];
            for (var k = first; k < first + Block; k++)
            {
                for (var n = 0; n < N; n++)
                    costs[k - first, n] = now[(k * N) + n] * now[(k * N) + n] / steps[k, k];
                Eliminate(steps, K, k);
            }

            for (var n = 0; n < N; n++)
                foreach (var place in Enumerable.Range(0, Block).OrderByDescending(i => costs[i, n]).Take(Kept))
                    stays[((first + place) * N) + n] = true;
        }
    }

    /// <summary>With every weight free and inputs that are wanted as they come, a fit gives the weights back.</summary>
    [Theory]
    [InlineData(127, 3)]
    [InlineData(300, 700)]
    public void A_dense_fit_finds_the_weights_again(int k, int n)
    {
        var random = new Random(8);
        var rows = new Tensor<float>([.. Enumerable.Range(0, 3 * k * k).Select(_ => (float)(random.NextDouble() - 0.5))], 3 * k, k);
        double[] weights = [.. Enumerable.Range(0, k * n).Select(_ => random.NextDouble() - 0.5)];
        var layer = new Linear("layer", "x", "y") { Weights = new Tensor<float>(Array.ConvertAll(weights, w => (float)w), k, n), Bias = new float[n] };
        var samples = new LayerSamples(rows, layer.Sums(rows), null, Bounds.None);
        var solution = new LayerSolver(new() { Name = "dense", TileRows = 1, TileColumns = 1, MeshRows = 1, MeshColumns = 1, Block = 1, Lanes = 1, Kept = 1, WeightBits = 16, ActivationBits = 8 }, new PruneOptions()).Solve(layer, samples);
        var found = solution.Weights.ToReal();
        for (var i = 0; i < weights.Length; i++)
            Assert.InRange(found.Values[i] - weights[i], -1e-4, 1e-4);
    }

    private static double[] Gram(Random random, int k)
    {
        var gram = new double[k * k];
        var rows = Enumerable.Range(0, 2 * k).Select(_ => Enumerable.Range(0, k).Select(_ => random.NextDouble() - 0.3).ToArray()).ToArray();
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++)
                gram[(i * k) + j] = rows.Sum(row => row[i] * row[j]) / rows.Length;
        return gram;
    }

    // Gauss and Jordan, without pivoting.
    private static double[,] Inverse(double[] gram, int k)
    {
        var (left, inverse) = (new double[k, k], new double[k, k]);
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++)
                (left[i, j], inverse[i, j]) = (gram[(i * k) + j], i == j ? 1 : 0);
        for (var pivot = 0; pivot < k; pivot++)
        {
            var divisor = left[pivot, pivot];
            for (var j = 0; j < k; j++)
                (left[pivot, j], inverse[pivot, j]) = (left[pivot, j] / divisor, inverse[pivot, j] / divisor);
            for (var i = 0; i < k; i++)
                if (i != pivot && left[i, pivot] is var factor)
                    for (var j = 0; j < k; j++)
                        (left[i, j], inverse[i, j]) = (left[i, j] - (factor * left[pivot, j]), inverse[i, j] - (factor * inverse[pivot, j]));
        }

        return inverse;
    }

    // The inverse of H without row and column p: H^-1 -= H^-1_p H^-1_p' / H^-1_pp.
    private static void Eliminate(double[,] inverse, int k, int p)
    {
        double[] column = [.. Enumerable.Range(0, k).Select(i => inverse[i, p])];
        for (var i = 0; i < k; i++)
            for (var j = 0; j < k; j++)
                inverse[i, j] -= column[i] * column[j] / column[p];
    }
}
