using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace HwGen.Verify.Simulation;

/// <summary>Runs a simulation on a thread of its own and leaves it when it does not come back: from an evaluation without end, or, once it has
/// used up its real time, from a loop without a wait in the test.</summary>
/// <remarks>The kernel itself ends a run that is merely too long, with a better diagnosis, so this waits a little longer.
/// Nothing can end a thread inside native code: it goes on, on a core of its own, until the process ends.</remarks>
/// <param name="progress">how far the simulation is</param>
/// <param name="options">its limits and its seed</param>
/// <param name="advice">what a message says of the thread that is left behind</param>
internal sealed class WatchedThread(ProgressPage progress, SimulationOptions options, string advice = "")
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Return = TimeSpan.FromMinutes(1);  // of one that has left the model, on a machine that is busy with others

    /// <summary>Runs the work.</summary>
    /// <returns>what the work returns, or that it was left</returns>
    public SimulationException? Run(Func<SimulationException?> work)
    {
        SimulationException? result = null;
        ExceptionDispatchInfo? thrown = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = work();
            }
            catch (Exception e)
            {
                thrown = ExceptionDispatchInfo.Capture(e);
            }
        })
        {
            IsBackground = true,
            Name = "simulation",
        };
        thread.Start();
        if (WhyLeft(thread) is { } reason)
            return new SimulationHangException(reason + advice, progress.Time, options.Seed, isSlow: true);
        thrown?.Throw();
        return result;
    }

    // Null if it came back.
    private string? WhyLeft(Thread thread)
    {
        var clock = Stopwatch.StartNew();
        var moves = progress.Moves;
        var silence = TimeSpan.Zero;
        while (!thread.Join(Look))
        {
            // In looks, not by the clock: time in which the whole process was stopped does not count.
            silence = progress.Moves == moves ? silence + Look : TimeSpan.Zero;
            moves = progress.Moves;
            var isOver = clock.Elapsed >= options.WallClockLimit && silence >= Grace;
            if (!isOver && !(progress.IsInModel && silence >= options.EvaluationLimit))
                continue;
            var wasInModel = progress.IsInModel;
            progress.GiveUp();
            return thread.Join(Grace) || (wasInModel && !progress.IsInModel && thread.Join(Return)) ? null : Reason(isOver, silence);
        }

        return null;
    }

    private string Reason(bool isOver, TimeSpan silence)
    {
        var seconds = silence.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return (isOver ? $"the run took longer than {options.WallClockLimit.TotalSeconds} seconds; " : "")
            + (progress.IsInModel
                ? $"the model has been in one evaluation for {seconds} s: the design loops without end"
                : $"the model has not been called for {seconds} s: the test's own code loops or blocks without an await");
    }
}
