using HwGen.Core.IO;
using HwGen.Pruner.Pruning;

namespace HwGen.Tests.Unit.Pruner;

public sealed class PruningTests
{
    public static TheoryData<string> Methods => [.. PruningMethods.All.Select(m => m.Name)];

    [Fact]
    public void Magnitude_keeps_the_largest_of_each_block_and_the_first_on_a_tie()
    {
        // one output channel, two blocks of 4 and a rest of 1
        var problem = Problem([1, -3, 2, 2, -1, 1, 1, 0, 0.1], 1, null, new NmStructure(2, 4));
        Assert.Equal([0, -3, 2, 0, -1, 1, 0, 0, 0.1], new MagnitudeMethod().Prune(problem).Values);
    }

    [Fact]
    public void Blocks_are_chosen_for_all_channels_of_an_N_tile_together()
    {
        // k by n: the block k 0-1 wins for n 0-1, the block k 2-3 for n 2
        var keep = new BlockStructure(2, 2, 50).Choose(new Tensor<double>([5, 0, 0, 0, 0, 1, 1, 1, 2, 1, 1, 3], 4, 3));
        Assert.Equal([true, true, false, true, true, false, false, false, true, false, false, true], keep);
    }

    [Fact]
    public void Two_levels_judge_a_block_by_what_N_M_leaves_of_it()
    {
        // one channel, blocks 3 3 3 3 and 0 4 4 0 and 9 0 0 0 and 1 1 1 1; two of four blocks, one of each four
        var structure = new HierarchicalStructure(new BlockStructure(4, 1, 50), new NmStructure(1, 4));
        var keep = structure.Choose(new Tensor<double>([3, 3, 3, 3, 0, 4, 4, 0, 9, 0, 0, 0, 1, 1, 1, 1], 16, 1));
        Assert.Equal([5, 8], Enumerable.Range(0, 16).Where(i => keep[i]));
    }

    [Fact]
    public void The_patterns_that_keep_most_are_chosen_and_two_that_hardly_differ_are_not()
    {
        // One k-block of 4, five channels. Natural patterns of 2: {0,1} three times, {0,2} where 1 is nearly as good, {2,3} once.
        double[,] blocks = { { 9, 8, 0, 0 }, { 9, 8, 0, 0 }, { 9, 8, 0, 0 }, { 9, 7, 8, 0 }, { 0, 0, 5, 5 } };
        var scores = new Tensor<double>([.. Enumerable.Range(0, 20).Select(i => blocks[i % 5, i / 5])], 4, 5);
        Assert.Equal([[0, 1], [2, 3]], PatternLibrary.Choose(scores, new PatternStructure(2, 4, 2)).Patterns);
        var keep = new PatternStructure(2, 4, 2).Choose(scores);
        Assert.Equal([0, 1], Enumerable.Range(0, 4).Where(k => keep[(k * 5) + 3]));
        Assert.Equal([2, 3], Enumerable.Range(0, 4).Where(k => keep[(k * 5) + 4]));
    }

    [Theory]
    [InlineData(1, 9, 4)]
    [InlineData(3, 9, 4)]
    [InlineData(126, 9, 4)]
    [InlineData(4, 25, 6)]
    public void Every_method_keeps_no_more_patterns_than_there_may_be(int patterns, int block, int kept)
    {
        foreach (var method in PruningMethods.All)
        {
            var pruned = method.Prune(Random(2 * block, 12, patterns, new PatternStructure(kept, block, patterns)));
            string[] found = [.. Enumerable.Range(0, 2).SelectMany(b => Enumerable.Range(0, 12).Select(n =>
                string.Concat(Enumerable.Range(b * block, block).Select(k => pruned.Values[(k * 12) + n] != 0 ? '1' : '0'))))];
            Assert.InRange(found.Distinct().Count(), 1, patterns);
            Assert.All(found, pattern => Assert.Equal(kept, pattern.Count(place => place == '1')));
            if (patterns == 126)
                Assert.NotEqual(1, found.Distinct().Count());
        }
    }

    [Fact]
    public void A_last_block_that_is_shorter_takes_what_the_patterns_leave_of_it()
    {
        var keep = new PatternStructure(2, 4, 1).Choose(new Tensor<double>([9, 1, 8, 1, 5, 6], 6, 1));
        Assert.Equal([true, false, true, false, true, false], keep);
    }

    [Fact]
    public void Whole_kernels_go_for_an_N_tile_together()
    {
        var structure = new HierarchicalStructure(new BlockStructure(9, 4, 50), new PatternStructure(4, 9, 3));
        foreach (var method in PruningMethods.All)
        {
            var pruned = method.Prune(Random(36, 8, 3, structure));
            foreach (var tile in Enumerable.Range(0, 8).Chunk(4))
                Assert.InRange(Enumerable.Range(0, 4).Count(channel => tile.Any(n => Enumerable.Range(9 * channel, 9).Any(k => pruned.Values[(k * 8) + n] != 0))), 1, 2);
            Assert.InRange(Enumerable.Range(0, 32).Select(i => string.Concat(Enumerable.Range(i / 8 * 9, 9).Select(k => pruned.Values[(k * 8) + (i % 8)] != 0 ? '1' : '0')))
                .Where(pattern => pattern.Contains('1', StringComparison.Ordinal)).Distinct().Count(), 1, 3);
        }
    }

    [Fact]
    public void A_refit_makes_up_for_what_is_removed()
    {
        // Two inputs that are always equal: one weight can stand for both, 3 + 1 = 4.
        var problem = Problem([3, 1], 1, [1, 1, 1, 1 + 1e-9], new NmStructure(1, 2));
        var pruned = new RefitMethod().Prune(problem).Values;
        Assert.Equal(4, pruned[0], 6);
        Assert.Equal(0, pruned[1]);
    }

    [Fact]
    public void Descent_finds_the_support_that_magnitude_misses()
    {
        // The smaller weight reads an input a hundred times as strong.
        var problem = Problem([3, 1], 1, [1, 0, 0, 10000], new NmStructure(1, 2));
        Assert.Equal([0, 1], new DescentMethod().Prune(problem).Values);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_keeps_no_more_than_the_structure_allows(string name)
    {
        foreach (var (kept, block, k) in new[] { (1, 4, 16), (2, 4, 18), (4, 8, 24), (2, 3, 9), (1, 1, 5), (3, 9, 18), (4, 16, 32) })
        {
            var problem = Random(k, 5, kept + block, new NmStructure(kept, block));
            var pruned = PruningMethods.Named(name).Prune(problem);
            for (var column = 0; column < 5; column++)
                foreach (var rows in Enumerable.Range(0, k).Chunk(block))
                    Assert.InRange(rows.Count(i => pruned.Values[(i * 5) + column] != 0), 0, kept);
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_chooses_blocks_for_the_channels_of_an_N_tile_together(string name)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            foreach (var structure in new IWeightStructure[] { new BlockStructure(4, 3, 50), new HierarchicalStructure(new BlockStructure(4, 3, 50), new NmStructure(2, 4)) })
            {
                var pruned = PruningMethods.Named(name).Prune(Random(32, 6, seed, structure));
                foreach (var tile in Enumerable.Range(0, 6).Chunk(3))
                    Assert.InRange(Enumerable.Range(0, 32).Chunk(4).Count(block => block.Any(k => tile.Any(n => pruned.Values[(k * 6) + n] != 0))), 1, 4);
            }
        }
    }

    [Fact]
    public void Wide_blocks_are_searched_too()
    {
        // One channel, one block: inputs 3, 7, 9 and 12 are ten times as strong as the others, whose weights are larger.
        int[] strong = [3, 7, 9, 12];
        double[] weights = [.. Enumerable.Range(0, 16).Select(i => strong.Contains(i) ? 1.0 : 2)];
        var gram = new double[16 * 16];
        for (var i = 0; i < 16; i++)
            gram[(i * 16) + i] = strong.Contains(i) ? 100 : 1;
        var pruned = new DescentMethod().Prune(Problem(weights, 1, gram, new NmStructure(4, 16))).Values;
        Assert.Equal(strong, Enumerable.Range(0, 16).Where(i => pruned[i] != 0));
    }

    [Fact]
    public void SparseGPT_removes_what_costs_least_and_its_update_is_exact_for_one_weight()
    {
        // Inputs 0 and 1 are nearly equal, so removing 0 costs next to nothing and 1 takes over: 1 + 2 * 0.9.
        var problem = Problem([1, 2, 3, 1], 1, [1, 0.9, 0, 0, 0.9, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], new NmStructure(3, 4));
        Assert.Equal([0, 2.9, 3, 1], new SparseGptMethod().Prune(problem).Values.Select(v => Math.Round(v, 9)));
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(2, 4)]
    [InlineData(2, 8)]
    [InlineData(4, 8)]
    [InlineData(4, 16)]
    public void Descent_is_never_worse_than_refit_and_refit_never_worse_than_magnitude(int kept, int block)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var problem = Random(32, 6, seed, new NmStructure(kept, block));
            double[] errors = [.. new[] { "magnitude", "refit", "descent" }.Select(m => Error(problem, PruningMethods.Named(m).Prune(problem)))];
            Assert.True(errors[1] <= errors[0] * (1 + 1e-9), $"seed {seed}: refit {errors[1]}, magnitude {errors[0]}");
            Assert.True(errors[2] <= errors[1] * (1 + 1e-9), $"seed {seed}: descent {errors[2]}, refit {errors[1]}");
        }
    }

    private static double Error(LayerProblem problem, Tensor<double> pruned)
    {
        var (k, n) = (problem.K, problem.N);
        double error = 0;
        for (var column = 0; column < n; column++)
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                    error += Difference(i, column) * problem.Gram![(i * k) + j] * Difference(j, column);
        return error;

        double Difference(int row, int column) => problem.Weights.Values[(row * n) + column] - pruned.Values[(row * n) + column];
    }

    private static LayerProblem Problem(double[] weights, int n, double[]? gram, IWeightStructure structure) =>
        new("layer", new Tensor<double>(weights, weights.Length / n, n), gram, structure);

    private static LayerProblem Random(int k, int n, int seed, IWeightStructure structure)
    {
        var random = new Random(seed);
        var gram = new double[k * k];
        for (var row = 0; row < 4 * k; row++)
        {
            var common = random.NextDouble();
            double[] x = [.. Enumerable.Range(0, k).Select(_ => common + random.NextDouble() - 0.5)];
            for (var i = 0; i < k; i++)
                for (var j = 0; j < k; j++)
                    gram[(i * k) + j] += x[i] * x[j];
        }

        return Problem([.. Enumerable.Range(0, k * n).Select(_ => random.NextDouble() - 0.5)], n, gram, structure);
    }
}
