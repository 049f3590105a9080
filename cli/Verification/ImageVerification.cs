using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Configuration;
using HwGen.Core.Network;
using HwGen.Core.Numerics;
using HwGen.Verify.Simulation;

namespace HwGen.Cli.Verification;

/// <summary>The images of a pruned network with random activations, each layer by itself.</summary>
/// <param name="folder">what <c>hwgen prune</c> wrote</param>
internal sealed class ImageVerification(string folder)
{
    private const int MTiles = 2;

    public VerificationReport Run(VerificationRequest request, Session session)
    {
        ArrayConfiguration configuration = request.Configuration;
        NetworkImages images = NetworkImages.Read(folder, configuration);
        var array = new ArrayGemmEngine(SimulatedArray.Build(configuration, session, request.Library), images) { Seed = request.Seed };
        var engine = new CheckedGemmEngine(array, images);
        session.Step($"simulating the layers of {images.Network.Plan.Network}");
        foreach (GemmLayer layer in images.Network.Plan.Gemms)
            engine.Multiply(layer, Activations(configuration, layer, request.Seed));
        IReadOnlyList<LayerTally> layers = engine.Tallies;
        session.Show(TallyTable.Of(layers));
        return new VerificationReport([.. layers.Select(layer => new VerificationCase(layer.Layer.Name, Failure(configuration, layer, request.Seed)))], new
        {
            configuration = configuration.Name,
            hash = configuration.Hash.ToString("x8"),
            netlist = request.Library?.Name,
            seed = request.Seed,
            mismatches = layers.Sum(layer => layer.Mismatches),
            layers = layers.Select(layer => layer.ToResult()),
            log = session.LogPath,
        });
    }

    /// <summary>Two M-tiles and one row more.</summary>
    private static Matrix<int> Activations(ArrayConfiguration configuration, GemmLayer layer, ulong seed)
    {
        SimRandom random = SimRandom.For(seed, layer.Name);
        return Matrix<int>.Create((MTiles * configuration.MTile) + 1, layer.K, (_, _) =>
            random.Next(configuration.ActivationMinimum, configuration.ActivationMaximum));
    }

    private static string? Failure(ArrayConfiguration configuration, LayerTally layer, ulong seed) =>
        layer.First is null ? null : $"{configuration.Name} seed {seed}: {layer.Layer.Name}: {layer.First}";
}
