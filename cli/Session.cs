using System.Text.Json;
using HwGen.Cli.Output;

namespace HwGen.Cli;

/// <summary>One run of a command: what it says, to whom, and what it logs.</summary>
public sealed class Session : IDisposable
{
    private readonly Terminal terminal;
    private readonly bool isVerbose;
    private readonly Lazy<LogFile> log;

    /// <summary>Starts a session; the log file is made with the first line that goes there.</summary>
    public Session(Terminal terminal, string command, bool isVerbose, bool isJson)
    {
        this.terminal = terminal;
        this.isVerbose = isVerbose;
        IsJson = isJson;
        log = new(() => LogFile.Open(terminal.LogFolder, command));
    }

    /// <summary>The result is one JSON object and nothing else goes to standard output.</summary>
    public bool IsJson { get; }

    /// <summary>Path of the log file, null if nothing was logged.</summary>
    public string? LogPath => log.IsValueCreated && log.Value.Path.Length > 0 ? log.Value.Path : null;

    /// <summary>Tells what is being done: to the log, and to the terminal if asked for with <c>-v</c>.</summary>
    public void Step(string text)
    {
        log.Value.Write(text);
        if (isVerbose)
            terminal.Error.WriteLine(text);
    }

    /// <summary>To the log only.</summary>
    public void Detail(string text) => log.Value.Write(text);

    /// <summary>Part of the result for people; nothing with <c>--json</c>.</summary>
    public void Say(string text)
    {
        if (!IsJson)
            terminal.Out.WriteLine(text);
    }

    /// <summary>A table of the result for people; nothing with <c>--json</c>.</summary>
    public void Show(ResultTable table)
    {
        if (!IsJson)
            table.Write(terminal);
    }

    /// <summary>A message on standard error.</summary>
    public void Complain(string text) => terminal.Error.WriteLine(text);

    /// <summary>The result for machines; nothing without <c>--json</c>.</summary>
    public void Return(object result)
    {
        if (IsJson)
            terminal.Out.WriteLine(JsonSerializer.Serialize(result, JsonForm.Options));
    }

    /// <summary>Does work under a progress bar if a person watches.</summary>
    /// <param name="title">in a few words</param>
    /// <param name="work">is given what to call with the part done, 0 to 1</param>
    public T Watch<T>(string title, Func<IProgress<double>, T> work) =>
        terminal.IsInteractive && !IsJson ? ProgressBar.Watch(terminal, title, work) : work(new Progress<double>(_ => { }));

    /// <summary>Does work of several steps; the one that is being done is told as by <see cref="Step"/>, and by a bar if a person watches.</summary>
    /// <param name="work">is given what to call at the start of each step</param>
    public T WatchSteps<T>(Func<Action<string>, T> work) =>
        terminal.IsInteractive && !IsJson ? ProgressBar.WatchSteps(terminal, tell => work(step => { Step(step); tell(step); })) : work(Step);

    public void Dispose()
    {
        if (log.IsValueCreated)
            log.Value.Dispose();
    }
}
