using System.Diagnostics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Synthesis;

/// <summary>What a long run leaves behind when it is ended from outside.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [NeedsToolFact("yosys")]
    public void A_run_that_is_ended_leaves_nothing_beside_its_folder()
    {
        string above = Directory.CreateDirectory(scratch.At("above")).FullName;
        using Process run = Process.Start(new ProcessStartInfo(RepositoryFolder.At("hwgen"), ["synth", "int8-4of8-1x8x1_8x8", "-t", "xilinx7", "-o", Path.Combine(above, "out")])
        {
            RedirectStandardError = true,
        })!;
        Task<string> error = run.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => run.HasExited || Directory.EnumerateFiles(above, "modules.log", SearchOption.AllDirectories).Any(), TimeSpan.FromMinutes(1)));
        Assert.False(run.HasExited, "it ended before it was asked to");
        Process.Start("kill", [$"{run.Id}"]).WaitForExit();

        Assert.True(run.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.Equal(128 + 15, run.ExitCode);
        Assert.Empty(Directory.EnumerateFileSystemEntries(above));
        Assert.DoesNotContain("   at ", error.Result, StringComparison.Ordinal);
    }
}
