using System.CommandLine;
using System.Diagnostics;
using HwGen.Cli.Output;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Pruner;
using HwGen.Pruner.Budget;
using HwGen.Pruner.Graph;
using HwGen.Pruner.Onnx;
using HwGen.Pruner.Pruning;
using HwGen.Pruner.Quantization.Ranges;

namespace HwGen.Cli.Commands;

/// <summary>Prunes and quantizes a network or a weight matrix and writes its images.</summary>
public sealed class PruneCommand : HwgenCommand
{
    /// <summary>Calibration, images, accuracy.</summary>
    private const int StepsBesideLayers = 3;

    private readonly Argument<string> source = new("NETWORK|MATRIX") { Description = "trained network (.onnx), or one weight matrix (.npy, .npz)" };
    private readonly Option<string> configuration = new("--configuration", "-c") { Description = "YAML file, or the name of one in configs/", HelpName = "CONFIG", Required = true };
    private readonly Option<string?> calibration = new("--calibration") { Description = "sample inputs (.npz, .npy, idx) that the numbers are fitted to; a network needs them. The word synthetic: smooth noise, when there are none", HelpName = "DATA" };
    private readonly Option<string?> syntheticRange = new("--synthetic-range") { Description = "smallest and largest number the network takes, such as 0,255, for --calibration synthetic", HelpName = "LOW,HIGH" };
    private readonly Option<string?> evaluation = new("--evaluation") { Description = "other samples with labels, to state the accuracy on", HelpName = "DATA" };
    private readonly Option<string> output = OutputFolder("folder to write");
    private readonly Option<string?> method = new("--method") { Description = $"how layers are pruned: {string.Join(", ", PruningMethods.All.Select(known => known.Name))} [default: {PruningMethods.Default.Name}]", HelpName = "NAME" };
    private readonly Option<string[]> kept = new("--kept") { Description = "weights kept of a block in one layer, or in each of its N-tiles (LAYER=4/2/8/2); may be repeated", HelpName = "LAYER=N" };
    private readonly Option<string?> budget = new("--budget") { Description = "choose the weights kept in each layer and N-tile: for a share of what the dense network uses (cycles=0.4, bytes=0.3), or for as few clocks as lose no more points of accuracy (drop=1.5)", HelpName = "KIND=NUMBER" };
    private readonly Option<string?> masks = new("--masks") { Description = "masks.npz of an earlier run that the network was fine-tuned with: its weights are only quantized", HelpName = "FILE" };
    private readonly Option<string?> ranges = new("--ranges") { Description = $"which activations get an integer, the others being cut off: {string.Join(", ", RangeRules.All.Select(known => known.Name))} [default: what a quantized model states, otherwise {RangeRules.Default.Name}]", HelpName = "NAME" };
    private readonly Option<string?> permute = new("--permute") { Description = "order of the channels inside the network: channels, the one in which N:M keeps most, or none, that of the file [default: channels]", HelpName = "NAME" };
    private readonly Option<string?> inputShape = new("--input-shape") { Description = "dimensions of a sample without the batch, where the network leaves them open, such as 3,224,224", HelpName = "N,N,..." };
    private readonly Option<string?> networkOutput = new("--network-output") { Description = "which output, for a network that has several; what the others are made of is left out", HelpName = "NAME" };
    private readonly Option<bool> transposed = new("--transposed") { Description = "the matrix is N x K, as PyTorch stores it" };
    private readonly SampleOptionSet samples = new();
    private readonly Option<bool> force = Force();

    public PruneCommand(Terminal terminal)
        : base(terminal, "prune", "prune and quantize a network or a weight matrix and write its weight images")
    {
        Add(source);
        foreach (Option option in new Option[] { configuration, calibration, syntheticRange, evaluation, output, method, kept, budget, masks, ranges, permute, inputShape, networkOutput, transposed })
            Add(option);
        samples.AddTo(this);
        Add(force);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(source);
        string folder = arguments.GetRequiredValue(output);
        ArrayConfiguration array = ConfigurationFile.Read(arguments.GetRequiredValue(configuration));
        Core.IO.OutputFolder.RequireReplaceable(folder, arguments.GetValue(force));
        if (!File.Exists(path))
            throw new InputException(path, "no such file");
        var clock = Stopwatch.StartNew();
        PrunedNetwork pruned = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".onnx" => Network(path, array, arguments, session),
            ".npy" or ".npz" => Matrix(path, array, arguments, session),
            _ => throw new InputException(path, "unknown kind of file, must be a network (.onnx) or a weight matrix (.npy, .npz)"),
        };
        IReadOnlyList<string> files = PrunedFolder.Write(pruned, folder, arguments.GetValue(force));
        (double seconds, long mebibytes) = (clock.Elapsed.TotalSeconds, Process.GetCurrentProcess().PeakWorkingSet64 >> 20);
        PruneTables.Show(pruned.Report, session);
        session.Show(FileTable.Of(folder, files));
        session.Say($"took {seconds:0.0} s and at most {mebibytes} MiB of memory");
        session.Return(new
        {
            network = pruned.Report.Network,
            configuration = array.Name,
            hash = array.Hash.ToString("x8"),
            folder,
            report = pruned.Report,
            seconds,
            memory_mib = mebibytes,
            files,
            log = session.LogPath,
        });
        return ExitCode.Good;
    }

    private PrunedNetwork Network(string path, ArrayConfiguration array, ParseResult arguments, Session session)
    {
        string inputs = arguments.GetValue(calibration)
            ?? throw new InputException(path, "a network needs sample inputs: say --calibration DATA");
        BudgetRequest? request = arguments.GetValue(budget) is { } text ? BudgetRequest.Parse(text) : null;
        if (request is DropRequest && inputs == SyntheticSamples.Word)
            throw new InputException("--budget", $"{request}: accuracy cannot be measured on {SyntheticSamples.Word} samples");
        session.Step($"reading {path}");
        NetworkGraph network = NetworkPruner.Read(path, arguments.GetValue(networkOutput), arguments.GetValue(inputShape) is { } shape ? InputShape.Parse(shape) : null);
        SampleOptions said = samples.Read(arguments);
        string? data = arguments.GetValue(evaluation);
        SampleSet calibrated = Calibration(inputs, network, data is null ? said : said with { Labels = null }, arguments.GetValue(syntheticRange));
        SampleSet? evaluated = data is not null ? SampleFile.Read(data, network.InputShape, said, calibrated.Format) : null;
        IReadOnlyDictionary<string, IReadOnlyList<int>> counts = Kept(arguments.GetValue(kept) ?? [], array);
        WeightMasks? tuned = arguments.GetValue(masks) is { } file ? WeightMasks.Read(file) : null;
        if (tuned is not null && (arguments.GetValue(method) ?? arguments.GetValue(budget) ?? arguments.GetValue(kept)?.FirstOrDefault()) is not null)
            throw new InputException("--masks", "together with --method, --kept or --budget, must be alone: the masks say which weights stay");
        var options = new PruneOptions
        {
            Method = arguments.GetValue(method) is { } name ? PruningMethods.Named(name) : PruningMethods.Default,
            KeptOfLayer = counts,
            Ranges = arguments.GetValue(ranges) is { } rule ? RangeRules.Named(rule) : null,
            PermutesChannels = Permutes(arguments.GetValue(permute), tuned is not null),
        };
        BudgetResult? allotted = null;
        if (request is not null)
        {
            (int measured, int all) = (0, network.Gemms.Count() + BudgetRequest.MostTrials);
            allotted = session.Watch($"choosing densities for {request}", progress => new DensityBudget(array, options, request).Choose(network, calibrated, step =>
            {
                session.Step(step);
                progress.Report((double)measured++ / all);
            }));
            options = options with { KeptOfLayer = allotted.Kept };
        }

        var pruner = new NetworkPruner(array, options) { Masks = tuned, Arrangement = allotted?.Arrangement };
        (int done, int steps) = (0, network.Gemms.Count() + StepsBesideLayers);
        PrunedNetwork pruned = session.Watch($"pruning {network.Name}", progress => pruner.Prune(network, calibrated, evaluated, step =>
        {
            session.Step(step);
            progress.Report((double)done++ / steps);
        }));
        return pruned with { Report = pruned.Report with { Trade = allotted?.Trade } };
    }

    private static SampleSet Calibration(string inputs, NetworkGraph network, SampleOptions said, string? range)
    {
        if (inputs == SyntheticSamples.Word)
        {
            SampleFormat? format = said.Scale is { } scale ? new SampleFormat(scale, said.Offset ?? 0, said.Layout) : null;
            return new SampleSet(SyntheticSamples.Draw(network.InputShape, SyntheticSamples.ParseRange(range), seed: 1), null, format);
        }

        return range is null
            ? SampleFile.Read(inputs, network.InputShape, said)
            : throw new InputException("--synthetic-range", $"{range}, goes with --calibration {SyntheticSamples.Word} only");
    }

    private PrunedNetwork Matrix(string path, ArrayConfiguration array, ParseResult arguments, Session session)
    {
        session.Step($"reading {path}");
        return new MatrixPruner(array).Prune(MatrixFile.Read(path, arguments.GetValue(transposed)));
    }

    private static bool Permutes(string? word, bool isTuned)
    {
        if (word is not (null or "none" or "channels"))
            throw new InputException("--permute", $"{word}, must be one of none, channels");
        return isTuned && word is not null
            ? throw new InputException("--permute", $"{word}, together with --masks, which bring the order with them")
            : word != "none";
    }

    private static Dictionary<string, IReadOnlyList<int>> Kept(string[] texts, ArrayConfiguration array)
    {
        var kept = new Dictionary<string, IReadOnlyList<int>>();
        foreach (string text in texts)
        {
            int equals = text.LastIndexOf('=');
            int[] numbers = equals < 1 ? [0] : [.. text[(equals + 1)..].Split('/').Select(number => int.TryParse(number, out int count) ? count : 0)];
            if (numbers.Any(number => number < 1 || number > array.Block))
                throw new InputException("--kept", $"{text}, must be LAYER=N with N from 1 to array.block ({array.Block}), or with such a number for each N-tile, LAYER=N/N/N");
            kept[text[..equals]] = numbers;
        }

        return kept;
    }
}
