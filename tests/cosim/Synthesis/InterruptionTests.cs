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
        Assert.True(SpinWait.SpinUntil(() => run.HasExited || Logged(above) > inTheMiddle, TimeSpan.FromMinutes(1)));
        Assert.False(run.HasExited, "it ended before it was asked to");
        Process.Start("kill", [$"{run.Id}"]).WaitForExit();

        Assert.True(run.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(128 + 15, run.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(above));
        Assert.True(SpinWait.SpinUntil(() => !ProgramsIn(above).Any(), TimeSpan.FromSeconds(5)), "a program that it started goes on");
        Assert.DoesNotContain("   at ", error.Result, StringComparison.Ordinal);
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
