using System.CommandLine;
using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Cli.Commands;

/// <summary>Runs a pruned network on the simulated array and compares every layer with the golden model.</summary>
public sealed class RunCommand : HwgenCommand
{
    private readonly Argument<string> folder = new("DIR") { Description = "what hwgen prune wrote" };
    private readonly Option<string> input = new("--input") { Description = "samples (.npz, .npy, idx), as the network takes them", HelpName = "DATA", Required = true };
    private readonly Option<int> count = NumberOption.Of("--count", "samples that are simulated", 64, 1);
    private readonly Option<int> seed = NumberOption.Of("--seed", "seed of the random numbers", 1, 1);
    private readonly Option<string[]> layers = new("--layers") { Description = "layers that run on the array, as hwgen inspect names them; the golden model computes the others; may be repeated", HelpName = "NAME,..." };
    private readonly Option<bool> noDense = new("--no-dense") { Description = "do not time the same network with every weight beside it" };
    private readonly SampleOptionSet options = new();

    public RunCommand(Terminal terminal)
        : base(terminal, "run", "run a pruned network on the simulated array and compare it with the golden model")
    {
        Add(folder);
        Add(input);
        Add(count);
        Add(seed);
        Add(layers);
        Add(noDense);
        options.AddTo(this);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string path = arguments.GetRequiredValue(folder);
        NetworkImages images = NetworkImages.Read(path);
        Plan plan = images.Network.Plan;
        LayerChoice choice = LayerChoice.Of(plan, arguments.GetValue(layers) ?? []);
        SampleSet samples = SampleFile.Read(arguments.GetRequiredValue(input), plan.Input.Shape, options.Read(arguments), plan.Samples);
        Classification.Require(samples.Labels, plan.Output.Shape);
        SampleSet simulated = samples.Take(arguments.GetValue(count));
        VerilatorModel model = SimulatedArray.Build(images.Configuration, session);
        ArrayGemmEngine EngineOf(NetworkImages network) => new(model, network) { Seed = (ulong)arguments.GetValue(seed) };
        NetworkImages? dense = arguments.GetValue(noDense) ? null : DenseNetwork.Of(images, choice);
        session.Step($"simulating {simulated.Count} samples of {plan.Network}");
        IReadOnlyList<LayerTally> tallies = [];
        Tensor<int> outputs = session.Watch("simulating", progress =>
        {
            var share = new RunProgress(images, choice, simulated.Count, progress);
            var engine = new CheckedGemmEngine(EngineOf(images), images) { Choice = choice, Dense = dense is null ? null : (EngineOf(dense), dense), Done = share.Add };
            Tensor<int> result = Simulate(images.Network, simulated, engine);
            tallies = engine.Tallies;
            return result;
        });
        bool isWhole = tallies.Count == plan.Gemms.Count();
        if (isWhole)
            session.Step($"computing all {samples.Count} samples by the golden model");
        var report = new RunReport(
            path, images, tallies, simulated.Count,
            isWhole ? Accuracy(outputs, simulated) : null,
            samples.Labels is null || !isWhole ? null : Accuracy(IntegerExecutor.RunVectorized(images.Network, images.Network.Quantize(samples.Inputs)), samples),
            PruneReportFile.AccuracyBefore(path));
        report.Show(session);
        session.Return(report.ToResult(session.LogPath));
        return report.Mismatches == 0 ? ExitCode.Good : throw new CheckFailedException(report.Failure(arguments.GetValue(seed)));
    }

    private static Tensor<int> Simulate(IntegerNetwork network, SampleSet samples, IGemmEngine engine)
    {
        Tensor<int> inputs = network.Quantize(samples.Inputs);
        var outputs = new Tensor<int>([samples.Count, .. network.Plan.Output.Shape]);
        int most = BatchSize.For(network.Plan);
        for (int start = 0; start < samples.Count; start += most)
        {
            Tensor<int> part = IntegerExecutor.Run(network, inputs.Slice(start, Math.Min(most, samples.Count - start)), engine);
            part.Values.CopyTo(outputs.Values, start * outputs.Stride);
        }

        return outputs;
    }

    private static Classification? Accuracy(Tensor<int> outputs, SampleSet samples) =>
        samples.Labels is null || !Classification.Has(outputs.Shape[1..]) ? null : Classification.Of(outputs, samples.Labels);
}
