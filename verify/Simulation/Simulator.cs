using System.Runtime.CompilerServices;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>One simulation of one model: clocks, tasks, simulated time. Everything happens on the thread that made it.</summary>
public sealed class Simulator : IDisposable
{
    private readonly SimulationOptions options;
    private readonly ModelInstance instance;
    private readonly WriteStage stage = new();
    private readonly PrintedText printed;
    private readonly List<SimTask> started = [];
    private bool interrupting;
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool hasRun;
    private bool disposed;
    private SimTask? failedTask;
    private Exception? failure;

    /// <summary>A fresh design: start values drawn from the seed, inputs 0, nothing clocked yet.</summary>
    /// <param name="model">the model</param>
    /// <param name="options">how it runs, the defaults if null</param>
    public Simulator(VerilatorModel model, SimulationOptions? options = null)
        : this(model, options, ProgressPage.ForThisProcess())
    {
    }

    internal Simulator(VerilatorModel model, SimulationOptions? options, ProgressPage progress)
    {
        this.options = options ?? new SimulationOptions();
        printed = new PrintedText(this.options.Output + (IsLogging ? LogPrinted : default(Action<string>)));
        var modelSeed = 1 + Random("start values").Next(int.MaxValue - 1);  // 0 would mean "draw one"
        progress.Begin(this.options.Seed, this.options.WallClockLimit);
        instance = new ModelInstance(model, modelSeed, this.options.PlusArguments, printed.Add, progress);
        Kernel = new Kernel(instance, stage, new SimulationLimits(
            this.options.TimeLimit.Picoseconds, this.options.QuietLimit.Picoseconds, this.options.WallClockLimit));
        Kernel.ReadWrite = new PhaseTrigger(this, "settled values");
        Kernel.ReadOnly = new PhaseTrigger(this, "the end of the time step");
        Kernel.NextStep = new PhaseTrigger(this, "the next time step");
        try
        {
            ThrowIfDesignStopped();
            Dut = new DeviceUnderTest(model, instance, stage);
            if (this.options.WaveFile is { } file && this.options.WaveStart == SimTime.Zero)
                OpenWave(file);
            Settle();
            if (Kernel.Waving)
                instance.WaveDump(0);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The design under test.</summary>
    public DeviceUnderTest Dut { get; }

    /// <summary>The one number from which all that is random follows.</summary>
    public ulong Seed => options.Seed;

    /// <summary>Simulated time.</summary>
    public SimTime Now => new(NowPs);

    /// <summary>The phase of a time step in which values have settled after its edges, and may still be written.</summary>
    public Trigger ReadWrite => Kernel.ReadWrite!;

    /// <summary>The end of a time step: values have settled and must not be written.</summary>
    public Trigger ReadOnly => Kernel.ReadOnly!;

    /// <summary>The beginning of the next time step, whatever it brings.</summary>
    public Trigger NextTimeStep => Kernel.NextStep!;

    internal Kernel Kernel { get; }

    internal long NowPs => Kernel.Now;

    /// <summary>Whether the task being resumed is to be cancelled.</summary>
    internal bool IsInterrupting => interrupting;

    /// <summary>Whether the task being cancelled had been woken already.</summary>
    internal bool InterruptedWhileReady { get; private set; }

    /// <summary>Random numbers of their own for a purpose, derived from the seed.</summary>
    /// <param name="purpose">what they are for; the same purpose gives the same numbers again</param>
    public SimRandom Random(string purpose) => SimRandom.For(options.Seed, purpose);

    /// <summary>Whether somebody reads the log.</summary>
    public bool IsLogging => options.Log is not null;

    /// <summary>Writes a line to the log, with the simulated time.</summary>
    /// <param name="component">who says it</param>
    /// <param name="text">what; an interpolated text is put together only if somebody reads the log</param>
    public void Log(string component, [InterpolatedStringHandlerArgument("")] ref LogText text)
    {
        if (IsLogging)
            Log(component, text.Finish());
    }

    /// <summary>Writes a line to the log, with the simulated time.</summary>
    public void Log(string component, string text) =>
        options.Log?.Invoke($"{new SimTime(Kernel?.Now ?? 0),12}  {component}: {text}");  // no kernel yet while the model is made

    /// <summary>Drives a clock. Its first rising edge comes after one period and the phase.</summary>
    /// <param name="port">the port, of one bit</param>
    /// <param name="period">from rising edge to rising edge</param>
    /// <param name="phase">how much later than without it</param>
    public Clock AddClock(string port, SimTime period, SimTime phase = default)
    {
        var signal = Dut[port];
        if (signal.Width != 1)
            throw new ArgumentException($"{port} has {signal.Width} bits, a clock has 1", nameof(port));
        signal.Deposit(0);
        var clock = new Clock(this, signal, period, new SimTime(NowPs) + phase);
        Kernel.Clocks.Add(clock);
        if (Kernel.Clocks.Count == 1)
            instance.SetClock(signal);
        return clock;
    }

    /// <summary>Waits a span of simulated time.</summary>
    public Delay Timer(SimTime span) => new(this, null, span.Picoseconds);

    /// <summary>A trigger for a change of a signal; any signal, at the price of a slower simulation while somebody waits.</summary>
    public ValueTrigger Change(Signal signal) => Watch(signal, null);

    /// <summary>A trigger for a change of a signal from 0.</summary>
    public ValueTrigger Rise(Signal signal) => Watch(signal, true);

    /// <summary>A trigger for a change of a signal to 0.</summary>
    public ValueTrigger Fall(Signal signal) => Watch(signal, false);

    /// <summary>Lets a task run beside its caller. If it fails and nobody awaits it, the simulation stops.</summary>
    /// <param name="name">its name in diagnoses</param>
    /// <param name="body">an async method; it runs at once until it first waits</param>
    public StartedTask Start(string name, Func<SimTask> body) => new(Register(name, body()));

    /// <summary>Runs the test to its end.</summary>
    /// <param name="body">the test; the simulation ends with it, and tasks that still run are cancelled</param>
    /// <exception cref="SimulationException">a task failed, the design stopped, or the run hung</exception>
    public void Run(Func<SimTask> body)
    {
        if (hasRun)
            throw new InvalidOperationException("a simulator runs one test; make a new one, that takes microseconds");
        if (thread != Environment.CurrentManagedThreadId)
            throw new InvalidOperationException("a simulator belongs to the thread that made it");
        hasRun = true;
        if (options.WaveFile is { } file && options.WaveStart > SimTime.Zero)
            Start("wave", () => OpenWaveLater(file));
        var main = Register("test", body());
        main.AddJoiner(new EndOfRun());
        Kernel.FinishStart();
        var outcome = main.IsFaulted ? RunOutcome.TaskFailed : Kernel.Run(main);
        if (main.IsFaulted && failure is null)
            (failedTask, failure) = (main, main.Error);
        var diagnosis = new Diagnosis(this, started, printed);
        if (failure is null && outcome == RunOutcome.Completed)
            failure = instance.PrintFailure;
        var exception = diagnosis.Exception(outcome, failedTask, failure, instance.StopCode, instance.StopMessage, options);
        CancelAll();
        if (exception is not null)
            throw exception;
    }

    /// <summary>Evaluates what was written so far, without moving time: for designs without a clock.</summary>
    public void Settle()
    {
        Kernel.Settle();
        ThrowIfDesignStopped();
    }

    /// <summary>Begins a wave file now.</summary>
    /// <param name="file">where it is written</param>
    public void OpenWave(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        if (!instance.WaveOpen(file))
            throw new InvalidOperationException($"{file}: the wave cannot be written, or the model was built without waves");
        Kernel.Waving = true;
    }

    /// <summary>Ends the simulation and closes its wave.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        instance.HandOnCoverage();
        Dut?.Release();
        instance.Dispose();
        stage.Dispose();
    }

    internal void NoteWait(SimTask waiter, IWaitSource source)
    {
        if (waiter.Simulator is null)
            waiter.Simulator = this;  // a check is cheaper than the collector's note of a store
        waiter.WaitingOn = source;
        waiter.WaitingSince = NowPs;
    }

    internal void NoteProgress() => Kernel.LastProgress = NowPs;

    internal void MakeReady(SimTask task) => Kernel.Ready.Add(task);

    internal void ThrowIfInterrupted()
    {
        if (interrupting)
            ThrowInterrupted();
    }

    internal void Interrupt(SimTask task)
    {
        InterruptedWhileReady = task.WaitingOn == Kernel.Ready;
        task.WaitingOn!.Forget(task);
        task.WaitingOn = null;
        interrupting = true;
        task.Resume();
        interrupting = false;
    }

    internal void Ended(SimTask task)
    {
        var last = started[^1];
        started[task.StartedIndex] = last;
        last.StartedIndex = task.StartedIndex;
        started.RemoveAt(started.Count - 1);
    }

    internal void Fail(SimTask task, Exception exception)
    {
        if (failure is not null)
            return;
        (failedTask, failure) = (task, exception);
        Kernel.StopRequested = true;
    }

    private SimTask Register(string name, SimTask task)
    {
        task.Name = name;
        if (task.IsCompleted)
        {
            if (task.Error is { } error)
                Fail(task, error);
            return task;
        }

        task.StartedIndex = started.Count;
        started.Add(task);
        return task;
    }

    private void LogPrinted(string line) => Log("design", line);

    private async SimTask OpenWaveLater(string file)
    {
        await Timer(options.WaveStart);
        OpenWave(file);
    }

    private ValueTrigger Watch(Signal signal, bool? level)
    {
        var trigger = new ValueTrigger(this, signal, level);
        Kernel.Watch(trigger);
        return trigger;
    }

    private void CancelAll()
    {
        foreach (var task in started.ToArray())
            if (!task.IsCompleted && task.WaitingOn is not null)
                task.Cancel();
        Kernel.StopRequested = true;
    }

    private void ThrowInterrupted()
    {
        interrupting = false;
        throw new SimTaskCancelledException();
    }

    private void ThrowIfDesignStopped()
    {
        if (instance.StopCode != 0)
            throw new Diagnosis(this, started, printed)
                .Exception(RunOutcome.DesignStopped, null, null, instance.StopCode, instance.StopMessage, options)!;
    }
}
