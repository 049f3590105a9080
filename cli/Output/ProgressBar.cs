using HwGen.Core.Processes;
using Spectre.Console;

namespace HwGen.Cli.Output;

/// <summary>A progress bar that is gone when the work is done.</summary>
internal static class ProgressBar
{
    private const string ShowCursor = "\e[?25h";

    public static T Watch<T>(Terminal terminal, string title, Func<IProgress<double>, T> work) =>
        Start(terminal, title, progress => progress, task => work(new TaskProgress(task)));

    /// <summary>A bar that runs on, entitled with the step that is being done.</summary>
    public static T WatchSteps<T>(Terminal terminal, Func<Action<string>, T> work) =>
        Start(terminal, "starting", progress => progress.Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()),
            task => work(step => task.Description = Markup.Escape(step)));

    // The bar hides the cursor; a signal would leave it so.
    private static T Start<T>(Terminal terminal, string title, Func<Progress, Progress> look, Func<ProgressTask, T> work)
    {
        IAnsiConsole console = SpectreConsole.Of(terminal);
        using var shown = Interruption.Undoing(() => terminal.Out.WriteLine(console.Profile.Capabilities.Ansi ? ShowCursor : ""));
        return look(console.Progress().AutoClear(true)).Start(context => work(context.AddTask(Markup.Escape(title), maxValue: 1).IsIndeterminate()));
    }

    private sealed class TaskProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.IsIndeterminate(false).Value = value;
    }
}
