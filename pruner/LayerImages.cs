using HwGen.Core.Configuration;
using HwGen.Core.Image;
using HwGen.Core.Jobs;
using HwGen.Core.Network;
using HwGen.Pruner.Quantization;
using HwGen.Pruner.Report;

namespace HwGen.Pruner;

/// <summary>Encodes the layers of an integer network and accounts for them.</summary>
/// <param name="configuration">the array</param>
/// <param name="batch">samples that cycles are counted for</param>
/// <param name="weightScales">scales of the integer weights of a layer [N]</param>
internal sealed class LayerImages(ArrayConfiguration configuration, int batch, Func<string, double[]> weightScales)
{
    private readonly Dictionary<string, WeightImage> _images = new(StringComparer.Ordinal);
    private readonly List<LayerReport> _reports = [];

    public IReadOnlyDictionary<string, WeightImage> Images => _images;

    public IReadOnlyList<LayerReport> Reports => _reports;

    /// <summary>The network with images in its plan.</summary>
    /// <param name="network">without images</param>
    /// <param name="solutions">by layer</param>
    public IntegerNetwork Encode(IntegerNetwork network, IReadOnlyDictionary<string, LayerSolution> solutions)
    {
        var layers = new List<PlanLayer>();
        foreach (var layer in network.Plan.Layers)
            layers.Add(layer is GemmLayer gemm ? Encode(network, gemm, solutions[gemm.Name]) : layer);
        return network with { Plan = network.Plan with { Layers = layers } };
    }

    private GemmLayer Encode(IntegerNetwork network, GemmLayer layer, LayerSolution solution)
    {
        var parameters = network.ParametersOf(layer);
        var encoded = LayerEncoder.Encode(configuration, parameters.Weights, new ImageRequest
        {
            Name = $"layer '{layer.Name}'",
            FindBlockLists = true,
            Channels = parameters.Channels,
            Notes = new ImageNotes
            {
                Output = layer.Raw ? null : layer.Requantize,
                ActivationZeroPoint = layer.InputZeroPoint,
                WeightScales = weightScales(layer.Name),
            },
        });
        var file = Path.GetFileNameWithoutExtension(layer.Parameters);
        string[] names = [.. encoded.Images.Select((_, i) => $"images/{file}{(encoded.Images.Count == 1 ? "" : $".{i}")}")];
        for (var i = 0; i < names.Length; i++)
            _images[names[i]] = encoded.Images[i];
        _reports.Add(Report(layer, solution, encoded));
        return layer with { Images = names, Parts = encoded.Plan.Parts };
    }

    private LayerReport Report(GemmLayer layer, LayerSolution solution, EncodedLayer encoded)
    {
        ImageAccount[] accounts = [.. encoded.Images.Select(ImageAccount.Of)];
        var rows = (long)batch * layer.RowsPerSample;
        var nonzeros = accounts.Sum(a => a.Nonzeros);
        return new LayerReport
        {
            Name = layer.Name,
            Rows = layer.RowsPerSample,
            K = layer.K,
            N = layer.N,
            Structure = solution.Structure.Name,
            Kept = layer.Kept.Max(),
            KeptPerTile = layer.Kept,
            Density = nonzeros / (double)layer.WeightCount,
            Error = solution.Error,
            Images = accounts.Length,
            ImageBytes = accounts.Sum(a => a.ImageBytes),
            DenseBytes = accounts.Sum(a => a.DenseBytes) / layer.Groups,
            EntropyBoundBytes = (long)Math.Ceiling((accounts.Sum(a => a.EntropyBits) + (nonzeros * (double)configuration.WeightBits)) / 8),
            Cycles = encoded.Images.Sum(image => CycleModel.Ideal(image, rows)),
            DenseCycles = CycleModel.Dense(configuration, rows, layer),
        };
    }
}
