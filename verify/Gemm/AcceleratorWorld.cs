using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm;

/// <summary>What stands around one simulated accelerator: bus master, stream sources, sink, and on every bus a monitor that checks
/// its protocol.</summary>
internal sealed class AcceleratorWorld
{
    private const int ErrorBits = 7;  // of STATUS, from bit 0

    private readonly AxiStreamSource weights;
    private readonly AxiStreamSource activations;
    private readonly List<long> beats = [];
    private readonly StreamPorts outputs;

    // After the reset: until then the outputs of the accelerator mean nothing.
    private AcceleratorWorld(Simulator simulator, Clock clock, Traffic traffic)
    {
        Clock = clock;
        Irq = simulator.Dut["irq"];
        Control = new AxiLiteMaster(simulator, clock, "s_axi_ctrl", traffic.RegisterGaps);
        weights = new AxiStreamSource(simulator, clock, "s_axis_weight", traffic.WeightIdle);
        activations = new AxiStreamSource(simulator, clock, "s_axis_act", traffic.ActivationIdle);
        outputs = StreamPorts.Axi(simulator.Dut, "m_axis_out");
        Output = new AxiStreamSink(simulator, clock, outputs, traffic.Backpressure);
        _ = new AxiLiteMonitor(simulator, clock, "s_axi_ctrl");
        _ = new AxiStreamMonitor(simulator, clock, StreamPorts.Axi(simulator.Dut, "s_axis_weight"));
        _ = new AxiStreamMonitor(simulator, clock, StreamPorts.Axi(simulator.Dut, "s_axis_act"));
        _ = new AxiStreamMonitor(simulator, clock, outputs) { OnBeat = () => beats.Add(clock.Cycle) };
    }

    public Clock Clock { get; }

    public Signal Irq { get; }

    public AxiLiteMaster Control { get; }

    public AxiStreamSink Output { get; }

    public List<JobResult> Results { get; } = [];

    /// <summary>Resets the accelerator, connects the bus models and enables the interrupt.</summary>
    public static async SimTask<AcceleratorWorld> PowerUp(Simulator simulator, Clock clock, Traffic traffic)
    {
        simulator.Dut["aresetn"].Value = 0;
        await clock.Cycles(4);
        simulator.Dut["aresetn"].Value = 1;
        await clock.Cycles(2);
        var world = new AcceleratorWorld(simulator, clock, traffic);
        await world.Control.Write(RegisterMap.Ier.Offset, 1);
        await world.Control.Write(RegisterMap.Gier.Offset, 1);
        return world;
    }

    /// <summary>Refuses to work with another accelerator than the configuration's.</summary>
    public async SimTask Identify(ArrayConfiguration configuration)
    {
        await Expect(RegisterMap.Magic, RegisterMap.MagicValue);
        await Expect(RegisterMap.Version, RegisterMap.VersionValue);
        await Expect(RegisterMap.ConfigurationHash, configuration.Hash);
    }

    public async SimTask ExpectNoErrors()
    {
        var status = (uint)await Control.Read(RegisterMap.Status.Offset);
        var errors = RegisterMap.Status.Fields
            .Where(field => field.High < ErrorBits && field.Extract(status) != 0)
            .Select(field => field.Description)
            .ToList();
        if (errors.Count > 0)
            throw new CheckFailedException($"STATUS reads 0x{status:x8} after the run: {string.Join(", ", errors)}");
    }

    /// <summary>Writes the job registers.</summary>
    public async SimTask Program(AcceleratorJob job)
    {
        await Control.Write(RegisterMap.JobRows.Offset, (ulong)job.Rows);
        await Control.Write(RegisterMap.JobBlocks.Offset, (ulong)job.Blocks);
        await Control.Write(RegisterMap.JobMode.Offset, (job.Output is null ? 1u : 0u) | (job.ReleasesImage ? 2u : 0u));
        if (job.Output is not { } output)
            return;
        await Control.Write(RegisterMap.JobZeroPoint.Offset, (uint)output.ZeroPoint);
        await Control.Write(RegisterMap.JobClampLow.Offset, (uint)output.ClampLow);
        await Control.Write(RegisterMap.JobClampHigh.Offset, (uint)output.ClampHigh);
    }

    /// <summary>Hands the weight image of a job, if it brings one, to the source of the weight stream.</summary>
    public void FeedImage(AcceleratorJob job)
    {
        if (job.Image is { } image)
            weights.Queue(image);
    }

    /// <summary>Hands the activations of a job to the source of the activation stream.</summary>
    public void FeedActivations(AcceleratorJob job) => activations.Queue(job.Activations);

    public void Finish(byte[] output, JobCycles cycles)
    {
        var count = (output.Length + outputs.BeatBytes - 1) / outputs.BeatBytes;
        Results.Add(new JobResult(output, [.. beats.Take(count)], cycles));
        beats.RemoveRange(0, count);
    }

    public async SimTask<JobCycles> Counters(long total) => new(
        total,
        (long)await Control.Read(RegisterMap.CountArray.Offset),
        (long)await Control.Read(RegisterMap.CountSteps.Offset),
        (long)await Control.Read(RegisterMap.CountWaitActivation.Offset),
        (long)await Control.Read(RegisterMap.CountWaitWeight.Offset),
        (long)await Control.Read(RegisterMap.CountWaitOutput.Offset));

    private async SimTask Expect(Register register, uint value)
    {
        var found = await Control.Read(register.Offset);
        if (found != value)
            throw new CheckFailedException($"{register.Name} reads 0x{found:x8}, expected 0x{value:x8}: another accelerator");
    }
}
