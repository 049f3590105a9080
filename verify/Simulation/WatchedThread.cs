using System.Diagnostics;
using System.Globalization;
using System.Runtime.ExceptionServices;

namespace HwGen.Verify.Simulation;

/// <summary>Runs a simulation on a thread of its own and leaves it when it has used up its real time and does not come back:
/// an evaluation without end, a loop without a wait in the test.</summary>
/// <remarks>The kernel itself ends a run that is merely too long, with a better diagnosis, so this waits a little longer.
/// Nothing can end a thread inside native code: it goes on, on a core of its own, until the process ends.</remarks>
/// <param name="progress">how far the simulation is</param>
/// <param name="options">its limits and its seed</param>
internal sealed class WatchedThread(ProgressPage progress, SimulationOptions options)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

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
        if (!ComesBack(thread, out var silence))
            return Left(silence);
        thrown?.Throw();
        return result;
    }

    private bool ComesBack(Thread thread, out TimeSpan silence)
    {
        var clock = Stopwatch.StartNew();
        var (moves, moved) = (progress.Moves, TimeSpan.Zero);
        silence = TimeSpan.Zero;
        while (!thread.Join(Look))
        {
            if (progress.Moves != moves)
                (moves, moved) = (progress.Moves, clock.Elapsed);
            silence = clock.Elapsed - moved;
            if (clock.Elapsed < options.WallClockLimit || silence < Grace)
                continue;
            progress.GiveUp();
            return thread.Join(Grace);
        }

        return true;
    }

    private SimulationHangException Left(TimeSpan silence)
    {
        var seconds = silence.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        var place = progress.IsInModel
            ? $"the model has been in one evaluation for {seconds} s: the design loops without end"
            : $"the model has not been called for {seconds} s: the test's own code loops or blocks without an await";
        return new SimulationHangException(
            $"the run took longer than {options.WallClockLimit.TotalSeconds} seconds; {place}"
            + (progress.IsShared ? "" : ". Its thread is left behind and keeps a core busy; [Isolated] runs a test in a process of its own, which is ended"),
            progress.Time, options.Seed, isSlow: true);
    }
}
