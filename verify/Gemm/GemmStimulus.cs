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

    /// <summary>A GEMM of random shape that one job holds.</summary>
    public GemmProblem Next()
    {
        var blocks = Math.Min(MostBlocks, configuration.ActivationDepth);
        return Next(new GemmShape(
            NearMultiple(configuration.MTile, 3), NearMultiple(configuration.NTile, 3), NearMultiple(configuration.Block, blocks)));
    }

    /// <summary>A GEMM of this shape.</summary>
    /// <param name="shape">M, N, K</param>
    /// <param name="kept">kept of every N-tile; drawn for each tile if null</param>
    public GemmProblem Next(GemmShape shape, int? kept = null)
    {
        var tiles = (shape.N + configuration.NTile - 1) / configuration.NTile;
        var blocks = (shape.K + configuration.Block - 1) / configuration.Block;
        var keptPerTile = Enumerable.Range(0, tiles).Select(_ => kept ?? DrawKept()).ToArray();
        var lists = Enumerable.Range(0, tiles).Select(_ => kept is null ? DrawList(blocks) : null).ToArray();
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

    private int DrawKept() => configuration.Metadata == MetadataKind.None ? configuration.Block : random.Next(1, configuration.Block);

    private int[]? DrawList(int blocks) =>
        random.Chance(0.7) ? null : [.. Enumerable.Range(0, blocks).Where(_ => random.Chance(0.5))];

    private OperandKind DrawKind() => random.Next(8) switch
    {
        0 => OperandKind.Extreme,
        1 => OperandKind.Smallest,
        2 => OperandKind.Sparse,
        _ => OperandKind.Uniform,
    };

    private int Draw(OperandKind kind, int low, int high) => kind switch
    {
        OperandKind.Extreme => random.Chance(0.5) ? low : high,
        OperandKind.Smallest => low,
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
            1 => new Requantization(bias, 1, random.Next(4)),
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
