using System.Diagnostics;
using System.Globalization;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Testing.Isolation;

/// <summary>Says when another process must be ended: a simulation in it has not moved for longer than its limit of real time.</summary>
/// <param name="page">how far it is</param>
/// <param name="grace">how much longer than its limit</param>
/// <param name="cancelled">everything is to end</param>
internal sealed class SilenceWatch(ProgressPage page, TimeSpan grace, CancellationToken cancelled)
{
    private readonly Stopwatch still = Stopwatch.StartNew();
    private ulong moves;

    /// <summary>Why it must be ended, null while it may go on.</summary>
    public string? WhyEnd()
    {
        if (cancelled.IsCancellationRequested)
            return "the run of the tests was cancelled";
        if (!page.IsInModel || page.Moves != moves)
        {
            moves = page.Moves;
            still.Restart();
        }

        return still.Elapsed < page.WallClockLimit + grace
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"no progress for {still.Elapsed.TotalSeconds:0} s in one evaluation");
    }
}
