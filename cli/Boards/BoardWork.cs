using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;

namespace HwGen.Cli.Boards;

/// <summary>A layer that a board is to run, and what it is given.</summary>
/// <param name="Name">for the table of results</param>
/// <param name="Network">where its weights and images are</param>
/// <param name="Layer">the layer</param>
/// <param name="Activations">M x K</param>
internal sealed record BoardWork(string Name, NetworkImages Network, GemmLayer Layer, Matrix<int> Activations)
{
    /// <summary>All layers of a pruned network, with random activations.</summary>
    /// <param name="network">as read</param>
    /// <param name="rows">M of each</param>
    /// <param name="seed">of the random numbers</param>
    public static IReadOnlyList<BoardWork> OfNetwork(NetworkImages network, int rows, ulong seed) =>
        [.. network.Network.Plan.Gemms.Select(layer =>
        {
            SimRandom random = SimRandom.For(seed, layer.Name);
            ArrayConfiguration c = network.Configuration;
            return new BoardWork(layer.Name, network, layer, Matrix<int>.Create(rows, layer.K, (_, _) => random.Next(c.ActivationMinimum, c.ActivationMaximum)));
        })];

    /// <summary>A random GEMM.</summary>
    public static BoardWork OfGemm(string name, ArrayConfiguration configuration, GemmShape shape, int kept, ulong seed)
    {
        GemmProblem problem = new GemmStimulus(configuration, SimRandom.For(seed, "GEMMs")).Next(shape, kept);
        NetworkImages network = SingleGemm.Encode(configuration, problem);
        return new BoardWork(name, network, network.Network.Plan.Gemms.Single(), problem.Activations);
    }

    /// <summary>Three GEMMs that together reach every part: one output; ends of tiles and blocks with every weight kept; sums longer than the
    /// activation memory, in several jobs.</summary>
    public static IReadOnlyList<BoardWork> SelfTest(ArrayConfiguration c, ulong seed)
    {
        int dense = c.Block;
        int fewest = c.Metadata == MetadataKind.None ? dense : 1;
        return
        [
            OfGemm("one output", c, new GemmShape(1, 1, 1), fewest, seed),
            OfGemm("ends of tiles", c, new GemmShape((2 * c.MTile) + 1, (2 * c.NTile) + 1, (3 * c.Block) + 1), dense, seed + 1),
            OfGemm("long sums", c, new GemmShape(c.MTile + 1, c.NTile + 1, (c.ActivationDepth * c.Block) + 1), c.Kept, seed + 2),
        ];
    }
}
