using System.CommandLine;
using HwGen.Cli.Output;
using HwGen.Cli.Simulation;
using HwGen.Core.Driver;
using HwGen.Core.IO;
using HwGen.Core.Network;
using HwGen.Core.Samples;
using HwGen.Hdlgen;

namespace HwGen.Cli.Commands;

/// <summary>Writes a pruned network as the C driver runs it, with golden vectors.</summary>
public sealed class DeployCommand : HwgenCommand
{
    private readonly Argument<string> source = new("DIR") { Description = "what hwgen prune wrote" };
    private readonly Option<string> output = OutputFolder("folder to write");
    private readonly Option<int> batch = NumberOption.Of("--batch", "samples of a run", 1, 1, 4096);
    private readonly Option<int> buffer = NumberOption.Of("--buffer-kib", "most memory of each of the four stream buffers", 64, 1, 1 << 20);
    private readonly Option<string?> input = new("--input") { Description = "samples of the self-test (.npz, .npy, idx) [default: random integers]", HelpName = "DATA" };
    private readonly Option<int> count = NumberOption.Of("--count", "runs of the self-test", 2, 1, 4096);
    private readonly SampleOptionSet options = new();
    private readonly Option<bool> force = Force();

    public DeployCommand(Terminal terminal)
        : base(terminal, "deploy", "write a pruned network for the C driver: plan, golden vectors, header")
    {
        Add(source);
        foreach (Option option in new Option[] { output, batch, buffer, input, count })
            Add(option);
        options.AddTo(this);
        Add(force);
    }

    protected override int Run(ParseResult arguments, Session session)
    {
        string folder = arguments.GetRequiredValue(output);
        Core.IO.OutputFolder.RequireReplaceable(folder, arguments.GetValue(force));
        NetworkImages images = NetworkImages.Read(arguments.GetRequiredValue(source));
        Plan network = images.Network.Plan;
        DriverPlan plan = DriverPlanWriter.Write(
            images.Configuration, network, images.Images, new DriverOptions(arguments.GetValue(batch), arguments.GetValue(buffer)));
        session.Step("computing golden outputs");
        byte[] vectors = SelfTestVectors.Write(plan, images.Network, Inputs(arguments, images.Network));
        IReadOnlyList<string> files = Core.IO.OutputFolder.Write(folder, arguments.GetValue(force), path =>
        {
            File.WriteAllBytes(Path.Combine(path, "network.plan"), plan.Bytes);
            File.WriteAllBytes(Path.Combine(path, "selftest.bin"), vectors);
            File.WriteAllText(Path.Combine(path, "hwgen_network.h"), NetworkHeader.Print(images.Configuration, network, plan, vectors.Length));
            File.WriteAllText(Path.Combine(path, "hwgen_network.S"), NetworkHeader.Assembly(images.Configuration));
        });
        session.Show(FileTable.Of(folder, files));
        session.Say($"{network.Network} for {images.Configuration.Name}, a batch of {plan.Options.Batch}: {plan.ScratchBytes} bytes of scratch memory");
        session.Return(new
        {
            network = network.Network,
            configuration = images.Configuration.Name,
            hash = images.Configuration.Hash.ToString("x8"),
            folder,
            batch = plan.Options.Batch,
            plan_bytes = plan.Bytes.Length,
            scratch_bytes = plan.ScratchBytes,
            input_bytes = plan.InputBytes,
            output_bytes = plan.OutputBytes,
            files,
            log = session.LogPath,
        });
        return ExitCode.Good;
    }

    // As many samples as the runs take; a file with fewer is gone through again.
    private Tensor<int> Inputs(ParseResult arguments, IntegerNetwork network)
    {
        int samples = arguments.GetValue(count) * arguments.GetValue(batch);
        Plan plan = network.Plan;
        if (arguments.GetValue(input) is not { } path)
            return SelfTestVectors.RandomInputs(plan.Input, samples);
        SampleSet set = SampleFile.Read(path, plan.Input.Shape, options.Read(arguments), plan.Samples);
        Tensor<int> integers = network.Quantize(set.Take(samples).Inputs);
        var inputs = new Tensor<int>([samples, .. plan.Input.Shape]);
        for (int i = 0; i < inputs.Count; i++)
            inputs.Values[i] = integers.Values[i % integers.Count];
        return inputs;
    }
}
