using System.Diagnostics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Synthesis;

/// <summary>What a long run leaves behind when it is ended from outside.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("yosys")]
    public void A_run_that_is_ended_leaves_no_files_and_no_programs()
    {
        string above = Directory.CreateDirectory(scratch.At("above")).FullName;
        using Process run = Process.Start(new ProcessStartInfo(RepositoryFolder.At("hwgen"), ["synth", "int8-4of8-1x8x1_8x8", "-t", "xilinx7", "-o", Path.Combine(above, "out")])
        {
            RedirectStandardError = true,
        })!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        const long inTheMiddle = 20_000;  // bytes of the log of a tool that has read all its input
        Assert.True(SpinWait.SpinUntil(() => run.HasExited || Logged(above) > inTheMiddle, TimeSpan.FromMinutes(5)));
        Assert.False(run.HasExited, "it ended before it was asked to");
        Process.Start("kill", [$"{run.Id}"]).WaitForExit();

        Assert.True(run.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(128 + 15, run.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(above));
        Assert.True(SpinWait.SpinUntil(() => !ProgramsIn(above).Any(), TimeSpan.FromMinutes(1)), "a program that it started goes on");
        Assert.DoesNotContain("   at ", error.Result, StringComparison.Ordinal);
    }

    [NeedsToolFact("verilator", "g++")]
    public void A_verification_that_is_interrupted_leaves_no_files_and_no_programs()
    {
        (string temporary, string cache) = (Directory.CreateDirectory(scratch.At("temporary")).FullName, scratch.At("cache"));
        // What a shell starts in the background ignores Ctrl-C, and all that it starts: perhaps these tests.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", RepositoryFolder.At("hwgen"), "verify", "int8-dense-1x1x1_1x1"])
        {
            RedirectStandardError = true,
            Environment = { ["TMPDIR"] = temporary, ["HWGEN_CACHE"] = cache },
        };
        using Process run = Process.Start(start)!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => run.HasExited || (Directory.Exists(cache) && Directory.EnumerateFiles(cache, "*.cpp", SearchOption.AllDirectories).Any()), TimeSpan.FromMinutes(5)));
        Assert.False(run.HasExited, "it ended before it was asked to");
        Assert.NotEmpty(Directory.EnumerateDirectories(temporary, "hwgen-*"));
        Process.Start("kill", ["-INT", $"{run.Id}"]).WaitForExit();

        Assert.True(run.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.Equal(128 + 2, run.ExitCode);
        Assert.Empty(Directory.EnumerateDirectories(temporary, "hwgen-*"));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(cache, "work")));
        Assert.True(SpinWait.SpinUntil(() => !ProgramsIn(scratch.Path).Any(), TimeSpan.FromMinutes(1)), "a program that it started goes on");
        Assert.Equal("", error.Result);
    }

    private static long Logged(string folder) => Directory.EnumerateFiles(folder, "modules.log", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);

    private static IEnumerable<string> ProgramsIn(string folder) =>
        Process.GetProcesses().Select(WorkingFolder).Where(path => path.StartsWith(folder, StringComparison.Ordinal));

    private static string WorkingFolder(Process process)
    {
        try
        {
            return new FileInfo($"/proc/{process.Id}/cwd").LinkTarget ?? "";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";  // it has ended, or is another user's
        }
    }
}
