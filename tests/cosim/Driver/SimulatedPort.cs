using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using HwGen.Core.Configuration;
using HwGen.Verify.Gemm;
using HwGen.Verify.Simulation;
using HwGen.Verify.Simulation.Models;
using HwGen.Verify.Streams;

namespace HwGen.Tests.Cosim.Driver;

/// <summary>The simulated accelerator behind the six functions of the driver.</summary>
/// <remarks>The driver runs in a thread of its own. Each of its calls is served by the simulation, which stands still while the driver
/// computes; so a run depends on its seed alone.</remarks>
internal sealed class SimulatedPort : IDriverPort
{
    private const int CyclesOfPoll = 16;
    private const byte Garbage = 0x5A;
    private static readonly SimTime Period = SimTime.Ns(10);

    private const int LongestWait = 20_000;
    private const int LateOutputs = 3;  // polls for which an output transfer outlasts its job, where the driver is told of the end of jobs

    private readonly BlockingCollection<Request> requests = [];
    private readonly Clock clock;
    private readonly AxiLiteMaster control;
    private readonly OutgoingTransfer weights;
    private readonly OutgoingTransfer activations;
    private readonly AxiStreamSink sink;
    private (IntPtr Address, int Count)? receiving;
    private readonly Signal interrupt;
    private int late;
    private Exception? failure;

    private SimulatedPort(Simulator simulator, Clock clock, Traffic traffic, bool waits)
    {
        this.clock = clock;
        CanWait = waits;
        interrupt = simulator.Dut["irq"];
        control = new AxiLiteMaster(simulator, clock, "s_axi_ctrl", traffic.RegisterGaps);
        weights = new OutgoingTransfer(new AxiStreamSource(simulator, clock, "s_axis_weight", traffic.WeightIdle), "weight", bytes => Packets.Add((0, bytes)));
        activations = new OutgoingTransfer(new AxiStreamSource(simulator, clock, "s_axis_act", traffic.ActivationIdle), "activation", bytes => Packets.Add((1, bytes)));
        sink = new AxiStreamSink(simulator, clock, "m_axis_out", traffic.Backpressure);
    }

    /// <summary>Clocks since the start.</summary>
    public long Cycle => clock.Cycle;

    /// <summary>Jobs that have sent their activations, or are about to.</summary>
    public int Jobs => activations.Count;

    /// <summary>What went over the streams: 0 weights, 1 activations, 2 outputs.</summary>
    public List<(byte Stream, byte[] Bytes)> Packets { get; } = [];

    /// <summary>Times that a job was queued while another one had not ended.</summary>
    public int OverlappedJobs { get; private set; }

    /// <inheritdoc/>
    public bool CanWait { get; }

    /// <summary>Calls of the driver's that asked for transfers.</summary>
    public int Polls { get; private set; }

    /// <summary>Waits that the interrupt line ended, and those that nothing ended.</summary>
    public (int ByInterrupt, int ByTime) Waits { get; private set; }

    /// <summary>Runs a driver on an accelerator fresh from reset.</summary>
    /// <param name="model">the accelerator</param>
    /// <param name="driver">called in another thread</param>
    /// <param name="seed">of the traffic</param>
    /// <param name="traffic">pauses; none if null</param>
    /// <param name="waits">whether the driver may sleep until the interrupt</param>
    public static T Run<T>(VerilatorModel model, Func<SimulatedPort, T> driver, ulong seed = 1, Traffic? traffic = null, bool waits = false)
    {
        using var simulator = new Simulator(model, new SimulationOptions { Seed = seed, WallClockLimit = TimeSpan.MaxValue });
        Clock clock = simulator.AddClock("aclk", Period);
        SimulatedPort? port = null;
        Task<T>? running = null;
        try
        {
            simulator.Run(async () =>
            {
                simulator.Dut["aresetn"].Value = 0;
                await clock.Cycles(4);
                simulator.Dut["aresetn"].Value = 1;
                await clock.Cycles(2);
                port = new SimulatedPort(simulator, clock, traffic ?? Traffic.FullRate, waits);
                running = Task.Factory.StartNew(() => port.Drive(driver), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                await port.Serve();
            });
        }
        finally
        {
            port?.Close();
        }

        T result = running!.GetAwaiter().GetResult();
        return port!.failure is null ? result : throw new InvalidOperationException(port.failure.Message, port.failure);
    }

    public uint ReadRegister(uint offset) => Ask(async () => (uint)await control.Read(offset));

    public void WriteRegister(uint offset, uint value) => Ask(async () =>
    {
        if (offset == 0 && value == 1 && ((uint)await control.Read(0) & 4) == 0)
            OverlappedJobs++;
        await control.Write(offset, value);
        return 0u;
    });

    public int StartWeightTransfer(IntPtr bytes, int count) => Act(() => weights.Start(bytes, count));

    public int StartActivationTransfer(IntPtr bytes, int count) => Act(() => activations.Start(bytes, count));

    public int StartOutputTransfer(IntPtr bytes, int count) => Act(() =>
    {
        if (receiving is not null)
            throw new InvalidOperationException("an output transfer was started while one runs");
        receiving = (bytes, count);
        for (int i = 0; i < count; i++)
            Marshal.WriteByte(bytes, i, Garbage);
    });

    public int PollTransfers() => (int)Ask(async () =>
    {
        Polls++;
        await clock.Cycles(CyclesOfPoll);
        weights.Update();
        activations.Update();
        if (receiving is { } target && sink.Packets.Count > 0 && (!CanWait || ++late > LateOutputs))
        {
            late = 0;
            byte[] packet = await sink.Receive();
            Packets.Add((2, packet));
            if (packet.Length != target.Count)
                throw new InvalidOperationException($"{packet.Length} bytes of output came, the driver expects {target.Count}");
            Marshal.Copy(packet, 0, target.Address, packet.Length);
            receiving = null;
        }

        return (weights.Runs ? 1u : 0) | (activations.Runs ? 2u : 0) | (receiving is not null ? 4u : 0);
    });

    public int Wait() => (int)Ask(async () =>
    {
        for (int cycle = 0; cycle < LongestWait && !interrupt.IsHigh; cycle++)
            await clock.Cycles(1);
        Waits = interrupt.IsHigh ? (Waits.ByInterrupt + 1, Waits.ByTime) : (Waits.ByInterrupt, Waits.ByTime + 1);
        return 0u;
    });

    private T Drive<T>(Func<SimulatedPort, T> driver)
    {
        try
        {
            return driver(this);
        }
        finally
        {
            requests.CompleteAdding();
        }
    }

    // The simulation waits here for what the driver wants next.
    private async SimTask Serve()
    {
        foreach (Request request in requests.GetConsumingEnumerable())
        {
            try
            {
                request.Answer = await request.Work();
            }
            catch (Exception e)
            {
                failure ??= e;
                request.Answer = uint.MaxValue;
            }

            request.Done.Set();
        }
    }

    private void Close()
    {
        requests.CompleteAdding();
        foreach (Request request in requests.GetConsumingEnumerable())
            request.Done.Set();
    }

    private int Act(Action work) => (int)Ask(async () =>
    {
        await clock.Cycles(1);
        work();
        return 0u;
    });

    private uint Ask(Func<SimTask<uint>> work)
    {
        var request = new Request(work);
        try
        {
            requests.Add(request);
        }
        catch (InvalidOperationException)
        {
            return uint.MaxValue;
        }

        request.Done.Wait();
        return request.Answer;
    }

    private sealed record Request(Func<SimTask<uint>> Work)
    {
        public ManualResetEventSlim Done { get; } = new();

        public uint Answer { get; set; } = uint.MaxValue;
    }
}
