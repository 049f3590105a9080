using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using HwGen.Core.IO;
using HwGen.Verify.Processes;
using HwGen.Verify.Simulation;
using Xunit.Sdk;

namespace HwGen.Verify.Testing.Isolation;

/// <summary>Runs one test in a process of its own and says what became of it, also when the process died.</summary>
/// <param name="test">the test</param>
/// <param name="memoryMib">how much memory the process may use, 0 for the default</param>
internal sealed class IsolatedRun(IXunitTestCase test, int memoryMib)
{
    // The process itself ends a run that is too long, with a better diagnosis.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <param name="cancelled">the run of all tests was cancelled</param>
    public IReadOnlyList<IsolatedResult> Run(CancellationToken cancelled)
    {
        var clock = Stopwatch.StartNew();
        using var folder = TemporaryFolder.Create("hwgen-isolated-");
        var results = folder.At("results.json");
        var page = ProgressPage.InFile(folder.At("progress"));
        var process = new WatchedProcess(Dotnet(), [.. Arguments(), SerializationHelper.Serialize(test), results], new Dictionary<string, string>
        {
            [ProgressPage.FileVariable] = folder.At("progress"),
        });
        var limited = memoryMib == 0 ? process : process with { MemoryLimit = (long)memoryMib << 20 };
        var end = limited.Run(new SilenceWatch(page, Grace, cancelled).WhyEnd);
        var said = File.Exists(results) ? JsonSerializer.Deserialize<IsolatedResult[]>(File.ReadAllText(results))! : [];
        var printed = string.Join('\n', end.LastLines);
        return end.ExitCode == 0 && said.Length > 0
            ? [.. said.Select(result => printed.Length == 0 ? result : result with { Output = $"{result.Output}{printed}\n" })]
            : [Dead(end, page, said.Length > 0, (decimal)clock.Elapsed.TotalSeconds)];
    }

    private IsolatedResult Dead(ProcessEnd end, ProgressPage page, bool wasOver, decimal seconds)
    {
        var method = test.TestMethod;
        var seeds = TestSeeds.FromEnvironment();
        var place = TestPlace.Of(method.TestClass.Class.ToRuntimeType(), method.Method.Name, page.Seed ?? 0);
        var where = wasOver ? "after the test"
            : page.Seed is not { } seed ? "before the first simulation"
            : $"seed {seed}, at {page.Time}, {(page.IsInModel ? "inside the model" : "outside the model")}";
        var printed = end.LastLines.Count == 0 ? "" : "\nit printed last:\n  " + string.Join("\n  ", end.LastLines);
        var message = $"{where}: the process of the test {end.Cause}{printed}\nrepeat: {place.Command(seeds, page.Seed is not null)}";
        return new IsolatedResult
        {
            DisplayName = test.DisplayName,
            Seconds = seconds,
            Failures = [new IsolatedFailure(typeof(IsolatedProcessException).FullName!, message, null, -1)],
        };
    }

    // As the test host itself is started: this library in the place of the program, everything else the tests' own.
    private IEnumerable<string> Arguments()
    {
        var assembly = test.TestMethod.TestClass.Class.ToRuntimeType().Assembly.Location;
        return
        [
            "exec", "--runtimeconfig", Path.ChangeExtension(assembly, ".runtimeconfig.json"), "--depsfile", Path.ChangeExtension(assembly, ".deps.json"),
            Path.Combine(Path.GetDirectoryName(assembly)!, Path.GetFileName(typeof(IsolatedRun).Assembly.Location)), assembly,
        ];
    }

    private static string Dotnet() =>
        Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? path
            : Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
