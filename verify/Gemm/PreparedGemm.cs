using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Gemm;

/// <summary>A random GEMM with the bytes of its streams.</summary>
public sealed class PreparedGemm
{
    private readonly ArrayConfiguration configuration;
    private readonly ulong seed;

    private PreparedGemm(ArrayConfiguration configuration, ulong seed, GemmProblem problem)
    {
        this.configuration = configuration;
        this.seed = seed;
        Problem = problem;
        Image = ImageEncoder.Encode(configuration, problem.Weights, new ImageRequest
        {
            KeptPerTile = problem.KeptPerTile,
            BlockLists = problem.BlockLists,
            Channels = problem.Channels,
        });
        Job = new AcceleratorJob
        {
            Rows = problem.M,
            Blocks = Image.KBlocks,
            Activations = ActivationPacker.Pack(configuration, problem.Activations),
            Image = ImageSerializer.ToBytes(Image),
            Output = problem.Output,
        };
    }

    /// <summary>The numbers.</summary>
    public GemmProblem Problem { get; }

    /// <summary>The weights as the accelerator loads them.</summary>
    public WeightImage Image { get; }

    /// <summary>The job, with its streams.</summary>
    public AcceleratorJob Job { get; }

    /// <summary>Clocks of the array if it never waits.</summary>
    public long IdealCycles => CycleModel.Ideal(Image, Problem.M);

    /// <summary>Draws a GEMM; the same seed gives the same one.</summary>
    public static PreparedGemm Draw(ArrayConfiguration configuration, ulong seed, GemmShape shape, int? kept = null) =>
        new(configuration, seed, new GemmStimulus(configuration, SimRandom.For(seed, "GEMM")).Next(shape, kept));

    /// <summary>Draws GEMMs from this seed on until one has block lists.</summary>
    public static PreparedGemm DrawWithLists(ArrayConfiguration configuration, ulong seed, GemmShape shape)
    {
        var drawn = Draw(configuration, seed, shape);
        return drawn.Image.ListWords > 0 ? drawn : DrawWithLists(configuration, seed + 1000, shape);
    }

    /// <summary>Other activations for the same weights.</summary>
    public PreparedGemm WithActivations(int rows) => new(configuration, seed, Problem with
    {
        Activations = Draw(configuration, seed + 1, new GemmShape(rows, 1, Problem.K)).Problem.Activations,
    });

    /// <summary>What differs from the golden model first, null if nothing.</summary>
    public string? Difference(byte[] output)
    {
        var shape = new JobOutput(Problem.M, Problem.N, Problem.Output is null);
        var expected = Problem.Expected();
        if (output.Length != OutputUnpacker.Bytes(configuration, shape.Rows, shape.N, shape.IsRaw))
            return $"{configuration.Name} seed {seed}: {output.Length} bytes came for {Problem}";
        var found = OutputUnpacker.Unpack(configuration, output, shape);
        for (var m = 0; m < Problem.M; m++)
            for (var n = 0; n < Problem.N; n++)
                if (found[m, n] != expected[m, n])
                    return $"{configuration.Name} seed {seed}: output[{m},{n}] is {found[m, n]}, expected {expected[m, n]} ({Problem})";
        return null;
    }
}
