using System.Diagnostics;
using HwGen.Verify.Simulation.Models;

namespace HwGen.Verify.Simulation;

/// <summary>Moves simulated time: fires what tasks wait for and evaluates the model.</summary>
/// <remarks><para>A step: (1) time moves to the next clock edge or timer; (2) tasks that wait for it run and see the values
/// before the edge; (3) the clocks toggle and the model is evaluated once; (4) what the tasks wrote is applied, to be
/// seen by the next evaluation; (5) tasks that wait for a value, for settled values or for the end of the step run.</para>
/// <para>While one clock runs and nobody needs more, a whole cycle is one call into the model.</para></remarks>
internal sealed unsafe class Kernel(ModelInstance model, WriteStage stage, SimulationLimits limits)
{
    private const int PatienceInterval = 4096;
    private const long LongestNativeRun = 1 << 16;

    private readonly Stopwatch wallClock = Stopwatch.StartNew();
    private readonly List<ValueTrigger> watches = [];
    private int untilPatience = PatienceInterval;
    private RunOutcome? outOfPatience;
    private SimTask? mainTask;

    public List<Clock> Clocks { get; } = [];

    public TimerQueue Timers { get; } = new(due => $"a timer until {new SimTime(due)}");

    public ReadyQueue Ready { get; } = new();

    public long Now { get; private set; }

    /// <summary>Waits that only the general step serves: falling edges, values, phases.</summary>
    public int GeneralWaiters { get; set; }

    /// <summary>Set by the simulator to end the run.</summary>
    public bool StopRequested { get; set; }

    public PhaseTrigger? ReadWrite { get; set; }

    public PhaseTrigger? ReadOnly { get; set; }

    public PhaseTrigger? NextStep { get; set; }

    /// <summary>The task whose method was called last and had to wait.</summary>
    public SimTask? LastCalled { get; set; }

    /// <summary>When a task last did something for another.</summary>
    public long LastProgress { get; set; }

    public bool Waving { get; set; }

    public void Watch(ValueTrigger trigger) => watches.Add(trigger);

    /// <summary>Ends the phase before the first step.</summary>
    public void FinishStart()
    {
        Ready.Drain();
        if (stage.Apply())
            stage.Changed = true;
    }

    /// <summary>Evaluates what was written since the last evaluation.</summary>
    public void Settle()
    {
        stage.Apply();
        model.Eval(Now, null, 0);
        stage.Changed = false;
    }

    /// <summary>Runs until the task ends, somebody stops the run, the design stops itself, or it can only hang.</summary>
    public RunOutcome Run(SimTask main)
    {
        mainTask = main;
        while (true)
        {
            if (Clocks.Count == 1 && !Clocks[0].IsHigh)
                RunSingleClock(Clocks[0], main);
            if (model.StopCode != 0)
            {
                Now = model.Time;
                return RunOutcome.DesignStopped;
            }

            if (StopRequested)
                return RunOutcome.TaskFailed;
            if (main.IsCompleted)
                return RunOutcome.Completed;
            if (outOfPatience is { } outcome)
                return outcome;
            CountPatience();
            var next = NextMoment();
            if (next == long.MaxValue)
                return RunOutcome.NothingCanHappen;
            if (next > limits.TimePs)
                return RunOutcome.TimeLimit;
            Step(next);
        }
    }

    private void RunSingleClock(Clock clock, SimTask main)
    {
        while (GeneralWaiters == 0 && !StopRequested && !main.IsCompleted && model.StopCode == 0 && outOfPatience is null)
        {
            var rise = clock.NextRisePs;
            var next = rise + clock.PeriodPs;
            var horizon = Math.Min(Timers.NextDue, limits.TimePs);
            if (next > horizon)
                return;
            if (stage.Changed)
                Settle();
            if (clock.RisingEdge.Waiters.Count == 0 && clock.Counted.NextDue != clock.Cycle + 1)
            {
                if (clock.Counted.NextDue == long.MaxValue)
                    return;
                Skip(clock, Math.Min(clock.Counted.NextDue - clock.Cycle - 1, (horizon - rise) / clock.PeriodPs));
                CountPatience();
                continue;
            }

            Now = rise;
            clock.BeginEdge();
            clock.FireEdge();
            if (Ready.Count > 0)
                Ready.Drain();
            if (GeneralWaiters != 0 || Timers.NextDue < next)
            {
                ToggleAndFinish(clock);
                return;
            }

            model.Cycle(rise, rise + clock.HighPs, stage.Writes, stage.Count);
            stage.Clear();
            stage.Changed = false;
            clock.NextRisePs = clock.NextTogglePs = next;
            if (--untilPatience == 0)
                CheckPatience();
        }
    }

    private void Skip(Clock clock, long cycles)
    {
        var done = model.Run(clock.NextRisePs, clock.PeriodPs, clock.HighPs, Math.Min(cycles, LongestNativeRun));
        clock.Cycle += done;
        Now = clock.NextRisePs + ((done - 1) * clock.PeriodPs) + clock.HighPs;
        clock.NextRisePs = clock.NextTogglePs = clock.NextRisePs + (done * clock.PeriodPs);
        untilPatience = Math.Min(untilPatience, 1);
    }

    // The second half of a cycle that began in the fast loop and turned out to need the general step.
    private void ToggleAndFinish(Clock clock)
    {
        clock.Toggle();
        Evaluate();
        FinishStep();
    }

    private long NextMoment()
    {
        var somebodyWaits = Timers.NextDue != long.MaxValue || GeneralWaiters > 0;
        var next = Timers.NextDue;
        foreach (var clock in Clocks)
        {
            somebodyWaits |= clock.HasWaiters;
            next = Math.Min(next, clock.NextTogglePs);
        }

        return somebodyWaits ? next : long.MaxValue;
    }

    private void Step(long moment)
    {
        if (stage.Changed)
            Settle();  // once, before any clock toggles: all tasks of this moment see the same values
        Now = moment;
        var toggles = false;
        foreach (var clock in Clocks)
        {
            if (clock.NextTogglePs != moment)
                continue;
            toggles = true;
            clock.BeginEdge();
        }

        if (NextStep!.Count > 0)
            NextStep.Fire();
        if (Timers.NextDue <= moment)
            Timers.Fire(moment);
        foreach (var clock in Clocks)
            if (clock.NextTogglePs == moment)
                clock.FireEdge();
        Ready.Drain();
        if (toggles)
        {
            foreach (var clock in Clocks)
                if (clock.NextTogglePs == moment)
                    clock.Toggle();
            Evaluate();
        }
        else if (stage.Apply())
        {
            stage.Changed = true;
        }

        FinishStep();
    }

    private void Evaluate()
    {
        var count = stage.Count;
        model.Eval(Now, stage.Writes, count);
        stage.Clear();
        stage.Changed = count > 0;
    }

    // Values, settled values, end of the step; a value or settled-value waiter may write, which settles again.
    private void FinishStep()
    {
        while (GeneralWaiters > 0 && !StopRequested && model.StopCode == 0)
        {
            if (stage.Changed)
                Settle();
            var fired = false;
            for (var i = 0; i < watches.Count; i++)  // a task that is woken may add one
                fired |= watches[i].FireIfChanged();
            if (!fired && ReadWrite!.Count > 0)
            {
                fired = true;
                ReadWrite.Fire();
            }

            if (!fired)
                break;
            Ready.Drain();
            if (stage.Apply())
                stage.Changed = true;
        }

        if (ReadOnly!.Count > 0)
        {
            stage.IsReadOnly = true;
            ReadOnly.Fire();
            Ready.Drain();
            stage.IsReadOnly = false;
        }

        if (Waving)
        {
            if (stage.Changed)
                Settle();
            model.WaveDump(Now);
        }
    }

    private void CountPatience()
    {
        if (--untilPatience <= 0)
            CheckPatience();
    }

    private void CheckPatience()
    {
        untilPatience = PatienceInterval;
        if (wallClock.Elapsed > limits.WallClock)
            outOfPatience = RunOutcome.WallClockLimit;
        else if (Now - LastProgress > limits.QuietPs && mainTask!.IsPassive)
            outOfPatience = RunOutcome.NoProgress;
    }
}
