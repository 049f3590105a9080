using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm;

/// <summary>A simulated accelerator with its buses in the hands of a test: images that are refused, jobs that wait, single registers.</summary>
public sealed class AcceleratorBoard
{
    /// <summary>Bits of CTRL.</summary>
    public const uint Start = 1, Done = 2, Idle = 4, Ready = 8;

    private const long CycleLimit = 200_000;
    private static readonly SimTime Period = SimTime.Ns(10);

    private readonly Simulator simulator;
    private readonly ArrayConfiguration configuration;
    private readonly Traffic traffic;

    private AcceleratorBoard(Simulator simulator, Clock clock, ArrayConfiguration configuration, Traffic traffic)
    {
        (this.simulator, this.configuration, this.traffic) = (simulator, configuration, traffic);
        Clock = clock;
        Control = new AxiLiteMaster(simulator, clock, "s_axi_ctrl", traffic.RegisterGaps);
        Weights = new AxiStreamSource(simulator, clock, "s_axis_weight", traffic.WeightIdle);
        Activations = new AxiStreamSource(simulator, clock, "s_axis_act", traffic.ActivationIdle);
        Output = new AxiStreamSink(simulator, clock, "m_axis_out", traffic.Backpressure);
    }

    /// <summary>The one clock.</summary>
    public Clock Clock { get; }

    /// <summary>The register bus.</summary>
    public AxiLiteMaster Control { get; }

    /// <summary>Sends weight images.</summary>
    public AxiStreamSource Weights { get; }

    /// <summary>Sends activations.</summary>
    public AxiStreamSource Activations { get; }

    /// <summary>Takes outputs.</summary>
    public AxiStreamSink Output { get; private set; }

    /// <summary>The interrupt line.</summary>
    public bool Irq => simulator.Dut["irq"].IsHigh;

    /// <summary>Runs a test on an accelerator fresh from reset.</summary>
    /// <param name="model">the compiled accelerator</param>
    /// <param name="configuration">its configuration</param>
    /// <param name="body">the test</param>
    /// <param name="seed">of all that is random</param>
    /// <param name="traffic">how the streams behave; at full rate if null</param>
    /// <exception cref="SimulationException">the test failed</exception>
    public static void Run(
        VerilatorModel model, ArrayConfiguration configuration, Func<AcceleratorBoard, SimTask> body, ulong seed = 1, Traffic? traffic = null)
    {
        var options = new SimulationOptions { Seed = seed, TimeLimit = Period * CycleLimit, WallClockLimit = TimeSpan.MaxValue };
        SimulationRun.Watch(model, options, simulator =>
        {
            var clock = simulator.AddClock("aclk", Period);
            simulator.Run(async () =>
            {
                await PulseReset(simulator, clock);
                var board = new AcceleratorBoard(simulator, clock, configuration, traffic ?? Traffic.FullRate);
                await body(board);
            });
        });
    }

    /// <summary>Resets it in the middle of whatever it does. The sources must have nothing more to send.</summary>
    public async SimTask Reset()
    {
        await PulseReset(simulator, Clock);
        Output = new AxiStreamSink(simulator, Clock, "m_axis_out", traffic.Backpressure);
    }

    /// <summary>Writes a register.</summary>
    public async SimTask Write(Register register, uint value) => await Control.Write(register.Offset, value);

    /// <summary>Reads a register.</summary>
    public async SimTask<uint> Read(Register register) => (uint)await Control.Read(register.Offset);

    /// <summary>Reads a register and compares some of its bits.</summary>
    public async SimTask Expect(Register register, uint value, uint mask = uint.MaxValue)
    {
        var found = await Read(register) & mask;
        Require(found == value, $"{register.Name} reads 0x{found:x8} in the bits 0x{mask:x8}, expected 0x{value:x8}");
    }

    /// <summary>Reads a register until some of its bits are as wanted.</summary>
    public async SimTask WaitFor(Register register, uint value, uint mask) =>
        await Control.Poll(register.Offset, mask, value, timeoutCycles: 20_000);

    /// <summary>Writes the job registers and starts the job.</summary>
    public async SimTask Submit(AcceleratorJob job)
    {
        await Write(RegisterMap.JobRows, (uint)job.Rows);
        await Write(RegisterMap.JobBlocks, (uint)job.Blocks);
        await Write(RegisterMap.JobMode, (job.Output is null ? 1u : 0u) | (job.ReleasesImage ? 2u : 0u));
        await Write(RegisterMap.JobZeroPoint, (uint)(job.Output?.ZeroPoint ?? 0));
        await Write(RegisterMap.JobClampLow, (uint)(job.Output?.ClampLow ?? 0));
        await Write(RegisterMap.JobClampHigh, (uint)(job.Output?.ClampHigh ?? 0));
        await Write(RegisterMap.Ctrl, Start);
    }

    /// <summary>Waits until a job whose last beat was taken is done: the rows of the tile beyond M are read past, a clock each.</summary>
    public async SimTask Settle() => await Clock.Cycles(configuration.MTile + 20);

    /// <summary>Takes the outputs of a job and compares them with the golden model.</summary>
    public async SimTask ExpectOutput(PreparedGemm gemm)
    {
        var difference = gemm.Difference(await Output.Receive());
        Require(difference is null, difference ?? "");
    }

    /// <summary>Sends everything that a job needs, runs it and compares.</summary>
    public async SimTask RunWhole(PreparedGemm gemm)
    {
        Weights.Queue(gemm.Job.Image);
        Activations.Queue(gemm.Job.Activations);
        await Submit(gemm.Job);
        await ExpectOutput(gemm);
    }

    /// <summary>Fails with the configuration, the seed and the clock.</summary>
    public void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new CheckFailedException($"{configuration.Name} seed {simulator.Seed}: {otherwise}, at clock {Clock.Cycle}");
    }

    private static async SimTask PulseReset(Simulator simulator, Clock clock)
    {
        simulator.Dut["aresetn"].Value = 0;
        await clock.Cycles(4);
        simulator.Dut["aresetn"].Value = 1;
        await clock.Cycles(2);
    }
}
