using System.Text;

namespace HwGen.Verify.Simulation;

/// <summary>Says why a run ended badly: which task failed, or who waits for what since when.</summary>
internal sealed class Diagnosis(Simulator simulator, IReadOnlyList<SimTask> tasks, PrintedText printed)
{
    /// <summary>The exception for an outcome, null if all is well.</summary>
    public SimulationException? Exception(
        RunOutcome outcome, SimTask? failedTask, Exception? failure, int stopCode, string stopMessage, SimulationOptions options)
    {
        if (failure is not null)
            return new SimulationException(
                $"{(failedTask is null ? "output" : failedTask.Name.Length > 0 ? failedTask.Name : "a task")}{Clocks()}: {failure.Message}{Printed()}",
                simulator.Now, simulator.Seed, failure);
        return outcome switch
        {
            RunOutcome.Completed => null,
            RunOutcome.DesignStopped => new DesignStopException(
                (DesignStopKind)stopCode, $"the design stopped{Clocks()}: {stopMessage}{Printed()}", simulator.Now, simulator.Seed),
            RunOutcome.NothingCanHappen => Hang("nothing can happen any more"),
            RunOutcome.NoProgress => Hang($"nothing has moved for {options.QuietLimit}"),
            RunOutcome.TimeLimit => Hang($"the time limit of {options.TimeLimit} is reached"),
            RunOutcome.WallClockLimit => Hang($"the run took longer than {options.WallClockLimit.TotalSeconds} seconds", isSlow: true),
            _ => new SimulationException("the run stopped for no known reason", simulator.Now, simulator.Seed),
        };
    }

    private SimulationHangException Hang(string reason, bool isSlow = false) =>
        new($"{reason}{Clocks()}{Waits()}{Printed()}", simulator.Now, simulator.Seed, isSlow);

    private string Clocks() =>
        string.Concat(simulator.Kernel.Clocks.Select(clock => $", cycle {clock.Cycle} of {clock.Name}"));

    private string Waits()
    {
        var text = new StringBuilder();
        foreach (var task in tasks)
        {
            var (inner, depth) = Innermost(task);
            var place = depth == 0 ? task.Name : $"{task.Name} (in a subroutine)";
            text.Append(inner.WaitingOn is { } source
                ? $"\n  {place} waits for {source.Describe(inner)} since {new SimTime(inner.WaitingSince)}"
                : $"\n  {place} runs");
        }

        return text.ToString();
    }

    private static (SimTask Task, int Depth) Innermost(SimTask task)
    {
        var depth = 0;
        while (task.WaitingOn is SimTask { StartedIndex: < 0, WaitingOn: not null } inner)
            (task, depth) = (inner, depth + 1);
        return (task, depth);
    }

    private string Printed()
    {
        var lines = printed.LastLines.ToList();
        return lines.Count == 0 ? "" : "\nthe design printed last:\n  " + string.Join("\n  ", lines);
    }
}
