using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Registers;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Gemm;

/// <summary>Runs jobs on a fresh simulated accelerator through its buses, as a driver would.</summary>
/// <param name="model">the compiled accelerator</param>
/// <param name="configuration">its configuration; the identity registers are compared with it</param>
public sealed class AcceleratorBench(VerilatorModel model, ArrayConfiguration configuration)
{
    private static readonly SimTime Period = SimTime.Ns(10);

    /// <summary>How the streams behave; at full rate by default.</summary>
    public Traffic Traffic { get; init; } = Traffic.FullRate;

    /// <summary>The seed of all that is random in the run.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Clocks after which the run is given up.</summary>
    public long CycleLimit { get; init; } = 50_000_000;

    /// <summary>The real time that one evaluation of the model may take.</summary>
    public TimeSpan EvaluationLimit { get; init; } = new SimulationOptions().EvaluationLimit;

    /// <summary>Where the waveform goes, null for none.</summary>
    public string? WaveFile { get; init; }

    /// <summary>Runs jobs one after the other: each is started when the one before is done, and timed. The image of the first arrives
    /// from its start on, those of the others while the job before them runs.</summary>
    /// <exception cref="SimulationException">the accelerator hung or broke a bus rule</exception>
    /// <exception cref="CheckFailedException">it is another accelerator, or it reports an error</exception>
    public IReadOnlyList<JobResult> RunInTurn(IReadOnlyList<AcceleratorJob> jobs) => Run(jobs, async world =>
    {
        for (var i = 0; i < jobs.Count; i++)
        {
            await world.Program(jobs[i]);
            await world.Control.Write(RegisterMap.CountClear.Offset, 1);
            var start = world.Clock.Cycle;
            if (i == 0)
                world.FeedImage(jobs[i]);
            world.FeedActivations(jobs[i]);
            await world.Control.Write(RegisterMap.Ctrl.Offset, 1);
            if (i + 1 < jobs.Count)
                world.FeedImage(jobs[i + 1]);
            while (!world.Irq.IsHigh)
                await world.Clock.RisingEdge;
            var total = world.Clock.Cycle - start;
            world.Finish(await world.Output.Receive(), await world.Counters(total));
            await world.Control.Write(RegisterMap.Isr.Offset, 1);
        }
    });

    /// <summary>Runs jobs as fast as the accelerator takes them: the next is queued while one runs, its image and activations arrive
    /// meanwhile. The jobs are timed together.</summary>
    /// <exception cref="SimulationException">the accelerator hung or broke a bus rule</exception>
    /// <exception cref="CheckFailedException">it is another accelerator, or it reports an error</exception>
    public LayerRun RunOverlapped(IReadOnlyList<AcceleratorJob> jobs)
    {
        var cycles = JobCycles.Zero;
        var results = Run(jobs, async world =>
        {
            await world.Program(jobs[0]);
            var start = world.Clock.Cycle;
            foreach (var job in jobs)
            {
                world.FeedImage(job);
                world.FeedActivations(job);
            }

            for (var i = 0; i < jobs.Count; i++)
            {
                while (i > 0 && (await world.Control.Read(RegisterMap.Ctrl.Offset) & RegisterMap.Ctrl.Field("READY").Mask) == 0)
                    await world.Clock.Cycles(4);
                if (i > 0)
                    await world.Program(jobs[i]);
                await world.Control.Write(RegisterMap.Ctrl.Offset, 1);
            }

            foreach (var _ in jobs)
                world.Finish(await world.Output.Receive(), JobCycles.Zero);
            cycles = await world.Counters(world.Clock.Cycle - start);
        });
        return new LayerRun(results, cycles);
    }

    private IReadOnlyList<JobResult> Run(IReadOnlyList<AcceleratorJob> jobs, Func<AcceleratorWorld, SimTask> body)
    {
        var options = new SimulationOptions
        {
            Seed = Seed,
            TimeLimit = Period * CycleLimit,
            WallClockLimit = TimeSpan.MaxValue,  // clocks count, not how fast the machine is
            EvaluationLimit = EvaluationLimit,
            WaveFile = WaveFile,
        };
        AcceleratorWorld? world = null;
        SimulationRun.Watch(model, options, simulator =>
        {
            var clock = simulator.AddClock("aclk", Period);
            simulator.Run(async () =>
            {
                world = await AcceleratorWorld.PowerUp(simulator, clock, Traffic);
                await world.Identify(configuration);
                await body(world);
                await world.ExpectNoErrors();
            });
        });
        return world!.Results.Count == jobs.Count
            ? world.Results
            : throw new CheckFailedException($"{configuration.Name} seed {Seed}: {world.Results.Count} of {jobs.Count} jobs ended");
    }
}
