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

    private sealed class TaskProgress(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.IsIndeterminate(false).Value = value;
    }
}
