using Spectre.Console;

namespace HwGen.Cli.Output;

/// <summary>A progress bar that is gone when the work is done.</summary>
internal static class ProgressBar
{
    public static T Watch<T>(Terminal terminal, string title, Func<IProgress<double>, T> work) =>
        SpectreConsole.Of(terminal).Progress().AutoClear(true).Start(context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(title), maxValue: 1).IsIndeterminate();
            return work(new TaskProgress(task));
        });

    /// <summary>A bar that runs on, entitled with the step that is being done.</summary>
    public static T WatchSteps<T>(Terminal terminal, Func<Action<string>, T> work) =>
        SpectreConsole.Of(terminal).Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask("starting", maxValue: 1).IsIndeterminate();
            return work(step => task.Description = Markup.Escape(step));
        });

    private sealed class TaskProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.IsIndeterminate(false).Value = value;
    }
}
