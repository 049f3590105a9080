using System.Diagnostics.CodeAnalysis;

namespace HwGen.Verify.Simulation;

/// <summary>A task that runs beside the one that started it.</summary>
/// <remarks>Not awaitable itself, so that starting without waiting needs no ceremony; <see cref="Join"/> waits.</remarks>
public sealed class StartedTask
{
    private readonly SimTask task;

    internal StartedTask(SimTask task) => this.task = task;

    /// <summary>Its name.</summary>
    public string Name => task.Name;

    /// <summary>Whether it has ended: well, with an error, or cancelled.</summary>
    public bool IsCompleted => task.IsCompleted;

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled => task.IsCancelled;

    /// <summary>A trigger that fires when it ends, for <see cref="SimulatorCompositions.First"/> and
    /// <see cref="SimulatorCompositions.Combine"/>.</summary>
    [SuppressMessage("Usage", "CA2225", Justification = "AsTrigger is the named form.")]
    public static implicit operator Trigger(StartedTask started) => started.AsTrigger();

    /// <summary>A trigger that fires when it ends.</summary>
    public Trigger AsTrigger() => task.AsTrigger();

    /// <summary>The task, to await its end; its error is thrown there.</summary>
    public SimTask Join() => task;

    /// <summary>Ends it where it waits: <see cref="SimTaskCancelledException"/> is thrown there, so that its
    /// <c>finally</c> blocks run. Does nothing if it has ended.</summary>
    public void Cancel() => task.Cancel();
}
