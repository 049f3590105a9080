using System.Runtime.InteropServices;

namespace HwGen.Core.Processes;

/// <summary>A piece of work that is undone when the process is ended from outside, by SIGINT or SIGTERM.</summary>
/// <remarks>The last piece that was begun is undone first: a program that was started is ended before the folder that it writes to is
/// deleted. What then fails in the work itself is no news, so whoever leaves an interrupted piece waits for the end of the
/// process, which the signal brings once all is undone.</remarks>
public sealed class Interruption : IDisposable
{
    private static readonly Lock Gate = new();
    private static readonly List<Interruption> Begun = [];
    private static IReadOnlyList<PosixSignalRegistration> signals = [];
    private static bool ending;

    private readonly Action undo;

    private Interruption(Action undo) => this.undo = undo;

    /// <summary>Begins a piece of work; its end is the disposal of what is returned.</summary>
    /// <param name="undo">run by another thread when a signal arrives before the end; does not throw</param>
    public static Interruption Undoing(Action undo)
    {
        var work = new Interruption(undo);
        Uninterrupted(() =>
        {
            if (signals.Count == 0)
                signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, _ => UndoAll()))];
            Begun.Add(work);
        });
        return work;
    }

    /// <summary>Takes a short step that a signal may come before or after, not in between.</summary>
    public static void Uninterrupted(Action step)
    {
        lock (Gate)
        {
            if (!ending)
            {
                step();
                return;
            }
        }

        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Ends the piece of work: it stays as it is.</summary>
    public void Dispose() => Uninterrupted(() => Begun.Remove(this));

    private static void UndoAll()
    {
        lock (Gate)
        {
            ending = true;
            while (Begun is [.., var last])
            {
                Begun.Remove(last);
                last.undo();
            }
        }
    }
}
