using HwGen.Core.Configuration;
using HwGen.Core.Golden;
using HwGen.Core.Numerics;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm;

/// <summary>Draws GEMMs for a configuration: shapes around the edges of tiles and blocks, every density, every kind of data.</summary>
/// <param name="configuration">the array</param>
/// <param name="random">where the chance comes from</param>
public sealed class GemmStimulus(ArrayConfiguration configuration, SimRandom random)
{
    private const int MostBlocks = 12;
    private const int MostWords = 8192;  // of weights, in a large GEMM
    private const int MostListedTiles = 4;

    /// <summary>A GEMM of random shape that one job holds.</summary>
    public GemmProblem Next()
    {
        var blocks = Math.Min(MostBlocks, configuration.ActivationDepth);
        return Next(Fit(new GemmShape(
            NearMultiple(configuration.MTile, 3), NearMultiple(configuration.NTile, 3), NearMultiple(configuration.Block, blocks))));
    }

    /// <summary>The shape, cut to what the memories hold in one job if few weights are kept.</summary>
    public GemmShape Fit(GemmShape shape)
    {
        var steps = configuration.Metadata == MetadataKind.None ? configuration.Steps(configuration.Block) : 1;
        var listEntries = 4 * configuration.ListDepth;
        int[] mostBlocks = [Blocks(shape), configuration.ActivationDepth, configuration.WeightDepth / steps, listEntries];
        var blocks = mostBlocks.Min();
        int[] mostTiles = [Tiles(shape), configuration.TileDepth, configuration.WeightDepth / (blocks * steps), listEntries / blocks];
        return shape with
        {
            N = Math.Min(shape.N, mostTiles.Min() * configuration.NTile),
            K = Math.Min(shape.K, blocks * configuration.Block),
        };
    }

    /// <summary>A GEMM of this shape.</summary>
    /// <param name="shape">M, N, K</param>
    /// <param name="kept">kept of every N-tile; drawn for each tile if null</param>
    public GemmProblem Next(GemmShape shape, int? kept = null) =>
        Next(shape, kept, kept is not null ? 0 : random.Next(4) switch { 0 => 0, 1 => 1, _ => 0.3 });

    private GemmProblem Next(GemmShape shape, int? kept, double listChance)
    {
        var (tiles, blocks) = (Tiles(shape), Blocks(shape));
        var mostSteps = configuration.WeightDepth / (tiles * blocks);
        var keptPerTile = Enumerable.Range(0, tiles).Select(_ => kept ?? DrawKept(mostSteps)).ToArray();
        var blockChance = random.Next(3) switch { 0 => 0.2, 1 => 0.5, _ => 0.9 };
        var lists = Enumerable.Range(0, tiles)
            .Select(_ => random.Chance(listChance) ? DrawList(blocks, blockChance) : null)
            .ToArray();
        return Next(shape, keptPerTile, lists);
    }

    /// <summary>A GEMM of this shape.</summary>
    /// <param name="shape">M, N, K</param>
    /// <param name="kept">kept of every N-tile</param>
    /// <param name="lists">block list of each N-tile, null where all blocks exist</param>
    public GemmProblem Next(GemmShape shape, int kept, int[]?[] lists) => Next(shape, [.. Enumerable.Repeat(kept, lists.Length)], lists);

    private GemmProblem Next(GemmShape shape, int[] keptPerTile, int[]?[] lists)
    {
        var kind = DrawKind();
        var weights = DrawWeights(shape, keptPerTile, lists, kind);
        var activations = Matrix<int>.Create(
            shape.M, shape.K, (_, _) => Draw(kind, configuration.ActivationMinimum, configuration.ActivationMaximum));
        return new GemmProblem
        {
            Activations = activations,
            Weights = FitAccumulator(weights),
            KeptPerTile = keptPerTile,
            BlockLists = lists,
            Channels = [.. Enumerable.Range(0, shape.N).Select(_ => DrawChannel())],
            Output = random.Chance(0.3) ? null : DrawOutput(),
        };
    }

    /// <summary>A GEMM whose weights take more than half of their memory, so that the next one has to wait for room; of a large memory, a part.</summary>
    public GemmProblem NextLarge()
    {
        var steps = configuration.Steps(configuration.Block);
        var words = Math.Min(configuration.WeightDepth, MostWords);
        var blocks = Math.Min(configuration.ActivationDepth, words / steps);
        var tiles = Math.Min(configuration.TileDepth, words / (blocks * steps));
        return Next(Shape(tiles, blocks) with { M = (3 * configuration.MTile) + 1 }, configuration.Block);
    }

    /// <summary>A GEMM with a long block list for each of a few N-tiles: a few of them go round the ring of a small list memory.</summary>
    public GemmProblem NextListed()
    {
        var tiles = Math.Clamp(configuration.TileDepth / 2, 1, MostListedTiles);
        var words = Math.Min(configuration.WeightDepth, MostWords) / configuration.Steps(configuration.Block);
        tiles = Math.Min(tiles, words);
        int[] mostBlocks = [configuration.ActivationDepth, Math.Max(1, 4 * configuration.ListDepth / tiles), words / tiles];
        return Next(Fit(Shape(tiles, mostBlocks.Min())), null, listChance: 1);
    }

    private GemmShape Shape(int tiles, int blocks) =>
        new(configuration.MTile + 1, tiles * configuration.NTile, blocks * configuration.Block);

    // 1, a multiple of the unit, one less, one more, or anything up to `most` units.
    private int NearMultiple(int unit, int most)
    {
        var multiple = unit * random.Next(1, most);
        var drawn = random.Next(6) switch
        {
            0 => 1,
            1 => multiple,
            2 => multiple - 1,
            3 => multiple + 1,
            _ => random.Next(1, unit * most),
        };
        return Math.Clamp(drawn, 1, unit * most);
    }

    private int Tiles(GemmShape shape) => (shape.N + configuration.NTile - 1) / configuration.NTile;

    private int Blocks(GemmShape shape) => (shape.K + configuration.Block - 1) / configuration.Block;

    private int DrawKept(int mostSteps) => configuration.Metadata == MetadataKind.None
        ? configuration.Block
        : random.Next(1, Math.Min(configuration.Block, mostSteps * configuration.Lanes));

    private int[] DrawList(int blocks, double chance) => [.. Enumerable.Range(0, blocks).Where(_ => random.Chance(chance))];

    private OperandKind DrawKind() => random.Next(8) switch
    {
        0 => OperandKind.Extreme,
        1 => OperandKind.Smallest,
        2 => OperandKind.Sparse,
        3 => OperandKind.Small,
        _ => OperandKind.Uniform,
    };

    private int Draw(OperandKind kind, int low, int high) => kind switch
    {
        OperandKind.Extreme => random.Chance(0.5) ? low : high,
        OperandKind.Smallest => low,
        OperandKind.Small => random.Next(Math.Max(low, -2), Math.Min(high, 2)),
        OperandKind.Sparse => random.Chance(0.8) ? 0 : random.Next(low, high),
        _ => random.Next(low, high),
    };

    private Matrix<int> DrawWeights(GemmShape shape, int[] keptPerTile, int[]?[] lists, OperandKind kind)
    {
        var weights = new int[shape.K * shape.N];
        var positions = new int[configuration.Block];
        for (var n = 0; n < shape.N; n++)
        {
            var tile = n / configuration.NTile;
            var blocks = lists[tile] ?? [.. Enumerable.Range(0, (shape.K + configuration.Block - 1) / configuration.Block)];
            foreach (var block in blocks)
            {
                Shuffle(positions);
                foreach (var position in positions.AsSpan(0, keptPerTile[tile]))
                {
                    var k = (block * configuration.Block) + position;
                    if (k < shape.K)
                        weights[(k * shape.N) + n] = Draw(kind, configuration.WeightMinimum, configuration.WeightMaximum);
                }
            }
        }

        return Matrix<int>.Adopt(shape.K, shape.N, weights);
    }

    private void Shuffle(int[] positions)
    {
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        for (var i = positions.Length - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (positions[i], positions[j]) = (positions[j], positions[i]);
        }
    }

    // The accumulator wraps; a GEMM that a user may run does not let it.
    private Matrix<int> FitAccumulator(Matrix<int> weights)
    {
        while (AccumulatorRange.Bits(AccumulatorRange.Largest(weights, -configuration.ActivationMinimum).Max()) > configuration.AccumulatorBits)
            weights = weights.Map(weight => weight / 2);
        return weights;
    }

    private Requantization DrawChannel()
    {
        var bias = random.Next(6) switch
        {
            0 => random.Chance(0.5) ? int.MinValue : int.MaxValue,
            1 => 0,
            _ => random.Next(-30000, 30000),
        };
        return random.Next(8) switch
        {
            0 => new Requantization(bias, random.Next(65536), random.Next(64)),
            1 or 2 => new Requantization(random.Next(-20, 20), 1, random.Next(4)),  // halves, for small operands
            _ => new Requantization(bias, random.Next(1 << 15, 65535), random.Next(14, 26)),
        };
    }

    private OutputQuantization DrawOutput()
    {
        var (low, high) = (configuration.ActivationMinimum, configuration.ActivationMaximum);
        var zeroPoint = random.Next(low, high);
        return random.Next(3) switch
        {
            0 => new OutputQuantization(zeroPoint, zeroPoint, high),  // ReLU
            1 => new OutputQuantization(zeroPoint, low, random.Next(low, high)),
            _ => new OutputQuantization(zeroPoint, low, high),
        };
    }
}
