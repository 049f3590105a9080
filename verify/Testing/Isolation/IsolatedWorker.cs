using System.Reflection;
using System.Text.Json;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace HwGen.Verify.Testing.Isolation;

/// <summary>The process of an isolated test: runs that one test as xunit does and writes what came of it to a file.</summary>
internal static class IsolatedWorker
{
    private const int WrongArguments = 2;

    /// <param name="arguments">the assembly of the test, the test as xunit writes it down, the file for the results</param>
    public static int Main(string[] arguments)
    {
        if (arguments.Length != 3)
        {
            Console.Error.WriteLine("HwGen.Verify.dll is the simulation harness; started as a program it runs one isolated test for it");
            return WrongArguments;
        }

        new Thread(EndWithParent) { IsBackground = true }.Start();
        DieFirst();
        using var framework = new XunitTestFramework(new Xunit.Sdk.NullMessageSink());
        using var executor = framework.GetExecutor(Assembly.LoadFrom(arguments[0]).GetName());
        using var sink = new ResultSink();
        executor.RunTests([executor.Deserialize(arguments[1])], sink, new WorkerOptions());
        sink.Finished.WaitOne();
        File.WriteAllText(arguments[2] + ".unfinished", JsonSerializer.Serialize(sink.Results));
        File.Move(arguments[2] + ".unfinished", arguments[2]);
        return 0;
    }

    // The parent never writes; its end closes the stream.
    private static void EndWithParent()
    {
        while (Console.OpenStandardInput().ReadByte() >= 0)
        {
        }

        System.Diagnostics.Process.GetCurrentProcess().Kill();
    }

    // Where memory runs out, the system ends this process and not the one that runs all tests.
    private static void DieFirst()
    {
        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", "1000");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // then it chooses by size, which is this process as a rule
        }
    }

    private sealed class WorkerOptions : ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object> values = new()
        {
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.SynchronousMessageReporting"] = true,
        };

        public TValue GetValue<TValue>(string name) => values.TryGetValue(name, out var value) ? (TValue)value : default!;

        public void SetValue<TValue>(string name, TValue value) => values[name] = value!;
    }
}
