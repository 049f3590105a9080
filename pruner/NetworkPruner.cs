using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Graph.Channels;
using HwGen.Pruner.Graph.Passes;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Permutation;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization;
using HwGen.Pruner.Report;

namespace HwGen.Pruner;

/// <summary>From a float network and samples to an integer network with images: prune, correct, quantize, calibrate, encode.</summary>
public sealed class NetworkPruner(ArrayConfiguration configuration, PruneOptions options)
{
    /// <summary>Masks that the network was fine-tuned with: its weights are taken as they are and only quantized; null to prune.</summary>
    public WeightMasks? Masks { get; init; }

    /// <summary>The order of the channels, if it is settled: densities of N-tiles are for the channels that stand in them; null to find it.</summary>
    public Arrangement? Arrangement { get; init; }

    /// <param name="path">ONNX file</param>
    /// <param name="output">which of its outputs; null if it has one</param>
    /// <param name="sampleShape">of the input without the batch, where the file leaves dimensions open; null for what the file says</param>
    public static NetworkGraph Read(string path, string? output = null, int[]? sampleShape = null) => OnnxReader.Read(path, output, sampleShape);

    /// <param name="network">float network</param>
    /// <param name="calibration">samples; labels, if there are any, are only used to state an accuracy</param>
    /// <param name="evaluation">samples to state the accuracy on; null for the calibration samples</param>
    /// <param name="progress">told what is being done</param>
    public PrunedNetwork Prune(NetworkGraph network, SampleSet calibration, SampleSet? evaluation = null, Action<string>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        var output = network.Shapes()[network.Output];
        Classification.Require(calibration.Labels, output, "labels of the calibration samples");
        Classification.Require(evaluation?.Labels, output, "labels of the evaluation samples");
        var (pruned, solutions, lowering, order, gains) = Solve(network, calibration, progress);
        var layers = pruned.Gemms.ToDictionary(l => l.Name, StringComparer.Ordinal);
        var integers = lowering.Run(calibration.Format);
        progress?.Invoke("encoding images");
        var batch = configuration.MTile;
        var images = new LayerImages(configuration, batch, lowering.WeightScalesOf);
        var encoded = images.Encode(integers, solutions);
        progress?.Invoke("measuring accuracy");
        return new PrunedNetwork(configuration, encoded, images.Images, new PruneReport
        {
            Network = network.Name,
            Configuration = configuration.Name,
            ConfigurationHash = $"{configuration.Hash:x8}",
            Method = Masks is null ? options.Method.Name : "masked",
            CalibrationSamples = calibration.Count,
            Batch = batch,
            Layers = images.Reports,
            Permuted = gains,
            ModelScales = ModelScales.Of(pruned, solutions, options.Ranges?.Name, configuration),
            Accuracy = evaluation is null ? Accuracy(network, encoded, calibration, "calibration") : Accuracy(network, encoded, evaluation, "evaluation"),
        })
        {
            Model = PrunedModel.Of(order.Inverse().Apply(KernelOrder.Undo(pruned))),
            Masks = WeightMasks.Of(network, layer => solutions[layer].Mask is { } mask ? KernelOrder.Restore(layers[layer], mask) : null, order),
        };
    }

    /// <summary>The integer network alone, without images.</summary>
    /// <param name="network">float network</param>
    /// <param name="calibration">samples</param>
    public IntegerNetwork Quantize(NetworkGraph network, SampleSet calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        return Solve(network, calibration, null).Lowering.Run(calibration.Format);
    }

    /// <summary>The order that the channels will have: masks that came back bring it with them.</summary>
    /// <param name="network">float network</param>
    /// <param name="calibration">samples</param>
    public Arrangement Arrange(NetworkGraph network, SampleSet calibration)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        if (Masks is not null)
            return new Arrangement(Masks.OrderOf(network), []);
        if (Arrangement is not null)
            return Arrangement;
        if (!options.PermutesChannels)
            return new Arrangement(ChannelOrder.Unchanged(ChannelTrace.Of(network)), []);
        var (order, gains) = configuration.Scheme == SchemeKind.Pivot
            ? new PivotPermutation(Solver.StructureOf, options.Method.NeedsStatistics).Find(network, calibration.Inputs)
            : new ChannelPermutation(Solver.StructureOf, options.Method.NeedsStatistics).Find(network, calibration.Inputs);
        return new Arrangement(order, gains);
    }

    private (NetworkGraph Pruned, IReadOnlyDictionary<string, LayerSolution> Solutions, Lowering Lowering, ChannelOrder Order, IReadOnlyList<ChannelGain> Gains) Solve(
        NetworkGraph network, SampleSet calibration, Action<string>? progress)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(calibration);
        RequireLayers(network);
        ActivationLimit.Require($"activation '{network.Input}'", calibration.Inputs.Values);
        KernelOrder.Require(network, configuration);
        Masks?.Require(network);
        if (Masks is null && Arrangement is null && options.PermutesChannels)
            progress?.Invoke("permuting channels");
        var (order, gains) = Arrange(network, calibration);
        var arranged = KernelOrder.Apply(order.Apply(network), configuration);
        var samples = ShiftedSamples.Of(arranged, calibration.Inputs, arranged.Gemms.Where(Solver.IsFitted));
        var (pruned, solutions) = new NetworkSolver(Solver).Solve(arranged, samples, name => progress?.Invoke($"pruning {name}"));
        if (Masks is not null)
            solutions = arranged.Gemms.ToDictionary(l => l.Name, l => Masked(Masks.Of(network, l) is { } mask ? KernelOrder.Arrange(l, order.Arrange(l.Name, mask)) : null, solutions[l.Name]));
        progress?.Invoke("calibrating activations");
        var ranges = ActivationRanges.Measure(pruned, calibration.Inputs, options.Ranges);
        return (pruned, solutions, new Lowering(configuration, pruned, solutions, ranges), order, gains);
    }

    private LayerSolver Solver => Masks is null
        ? new LayerSolver(configuration, options)
        : new LayerSolver(configuration with { Scheme = SchemeKind.Dense, Kept = configuration.Block, BlockPercent = 100 }, options with { Method = new MagnitudeMethod() });

    private static LayerSolution Masked(bool[]? mask, LayerSolution solution) =>
        mask is null ? solution : solution with { Mask = mask, Structure = new MaskedStructure(mask) };

    /// <summary>Checks the densities that the options state for layers.</summary>
    /// <exception cref="InputException">every layer that is not there, and every number that is not possible</exception>
    public void RequireLayers(NetworkGraph network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var names = network.Gemms.Select(g => g.Name).ToArray();
        InputError[] errors =
        [
            .. options.KeptOfLayer.Keys.Where(l => !names.Contains(l)).Select(l => new InputError($"layer '{l}'", LayerNames.Absent(l, names))),
            .. network.Gemms.Select(Solver.Fault).OfType<InputError>(),
        ];
        if (errors.Length > 0)
            throw new InputException(errors);
    }

    private static AccuracyReport? Accuracy(NetworkGraph network, IntegerNetwork integers, SampleSet samples, string source)
    {
        if (samples.Labels is null || !Classification.Has(integers.Plan.Output.Shape))
            return null;
        var real = Classification.Of(FloatInterpreter.Run(network, samples.Inputs), samples.Labels);
        var integer = Classification.Of(IntegerExecutor.RunVectorized(integers, integers.Quantize(samples.Inputs)), samples.Labels);
        return new AccuracyReport(samples.Count, real.Accuracy, integer.Accuracy, source);
    }
}
