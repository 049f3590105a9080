using System.Diagnostics;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

/// <summary>The scripts of the house, run with a path on which only what is put there can be found.</summary>
public sealed class ScriptTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public ScriptTests()
    {
        Directory.CreateDirectory(scratch.At("bin"));
        foreach (string tool in new[] { "bash", "env", "id", "sort", "cut", "paste", "grep", "dirname" })
            File.CreateSymbolicLink(scratch.At($"bin/{tool}"), $"/usr/bin/{tool}");
        Fake("id", "echo 1000");
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void Tools_that_are_there_need_no_installation()
    {
        Fake("verilator", "exit 0");

        Assert.Equal((0, ""), Run("scripts/install-tools", "verilator"));
    }

    [Fact]
    public void The_line_that_installs_is_printed_where_nothing_may_be_installed()
    {
        (int code, string error) = Run("HWGEN_NO_INSTALL=1 scripts/install-tools", "verilator", "icetime", "icepack", "sta");

        Assert.Equal("missing: verilator icetime icepack sta; install with:\n"
            + "sudo apt-get install -y --no-install-recommends fpga-icestorm opensta verilator\n", error);
        Assert.Equal(3, code);
    }

    [Fact]
    public void Packages_are_installed_first_without_and_then_with_an_update()
    {
        Fake("sudo", "\"$@\"");
        Fake("apt-get", $"echo \"apt-get $*\"; [ $1 = update ] && touch {scratch.At("updated")} && exit 0; "
            + $"[ -e {scratch.At("updated")} ] || exit 100; echo '#!/bin/bash' > {scratch.At("bin/yosys")}; chmod +x {scratch.At("bin/yosys")}");
        foreach (string tool in new[] { "touch", "chmod" })
            File.CreateSymbolicLink(scratch.At($"bin/{tool}"), $"/usr/bin/{tool}");

        Assert.Equal((0, """
            installing yosys
            apt-get install -y --no-install-recommends yosys
            apt-get update
            apt-get install -y --no-install-recommends yosys

            """), Run("scripts/install-tools", "yosys"));
    }

    [Fact]
    public void What_is_missing_after_the_installation_is_said()
    {
        Fake("sudo", "exit 1");
        Fake("apt-get", "exit 0");

        (int code, string error) = Run("scripts/install-tools", "yosys");
        Assert.EndsWith("still missing: yosys; install with:\nsudo apt-get install -y --no-install-recommends yosys\n", error, StringComparison.Ordinal);
        Assert.Equal(3, code);
    }

    [Fact]
    public void An_unknown_tool_is_a_mistake_in_the_call() =>
        Assert.Equal((2, "scripts/install-tools: no Debian package known for 'frobnicator'\n"), Run("scripts/install-tools", "frobnicator"));

    [Fact]
    public void A_missing_sdk_is_said_clearly()
    {
        (int code, string error) = Run("scripts/need-dotnet");
        Assert.StartsWith("missing: the .NET 10 SDK (no 'dotnet' on the PATH); install it with:\n", error, StringComparison.Ordinal);
        Assert.Equal(3, code);

        Fake("dotnet", "echo '8.0.100 [/usr/share/dotnet/sdk]'");
        (code, error) = Run("scripts/need-dotnet");
        Assert.StartsWith("missing: the .NET 10 SDK ('dotnet' has: 8.0.100); install it with:\n", error, StringComparison.Ordinal);
        Assert.Equal(3, code);
    }

    [Fact]
    public void Results_of_all_test_projects_are_summed_though_one_fails()
    {
        RunTests(
            unit: "echo '<Counters total=\"12\" executed=\"11\" passed=\"10\" failed=\"1\" />' > $results; exit 1",
            cosim: "echo '<Counters total=\"5\" executed=\"4\" passed=\"4\" failed=\"0\" />' > $results",
            code: 1, summary: "14 passed, 1 failed, 2 skipped");
    }

    [Fact]
    public void A_test_project_that_dies_counts_as_a_failure()
    {
        RunTests(unit: "exit 134", cosim: "echo '<Counters total=\"4\" executed=\"4\" passed=\"4\" failed=\"0\" />' > $results",
            code: 1, summary: "4 passed, 1 failed");
    }

    [Fact]
    public void All_good_is_exit_code_zero()
    {
        const string good = "echo '<Counters total=\"4\" executed=\"4\" passed=\"4\" failed=\"0\" />' > $results";
        RunTests(good, good, code: 0, summary: "8 passed, 0 failed");
    }

    private void RunTests(string unit, string cosim, int code, string summary)
    {
        foreach (string tool in new[] { "rm", "tee", "cat", "mkdir" })
            File.CreateSymbolicLink(scratch.At($"bin/{tool}"), $"/usr/bin/{tool}");
        Directory.CreateDirectory(scratch.At("scripts"));
        File.Copy(RepositoryFolder.At("scripts/test"), scratch.At("scripts/test"));
        Fake("dotnet", $"mkdir -p out/tests; case $2 in tests/unit) results=out/tests/unit.trx; {unit};; *) results=out/tests/cosim.trx; {cosim};; esac");

        (int ended, _) = Run(scratch.At("scripts/test"));
        Assert.Equal(code, ended);
        Assert.Equal(summary + "\n", File.ReadAllText(scratch.At("out/tests/summary")));
    }

    // Written by a program of its own: a program that a parallel test starts meanwhile would have a file of this process open for a moment, too,
    // and a file that somebody may write to cannot be run.
    private void Fake(string tool, string script)
    {
        const string write = """rm -f "$0"; printf '#!/bin/bash\n%s\n' "$1" > "$0" && chmod +x "$0" """;
        using Process process = Process.Start("/bin/bash", ["-c", write, scratch.At($"bin/{tool}"), script]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private (int Code, string Error) Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("/bin/bash", ["-c", $"{script} \"$@\"", "bash", .. arguments])
        {
            WorkingDirectory = RepositoryFolder.Path,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["PATH"] = scratch.At("bin");
        start.Environment.Remove("HWGEN_NO_INSTALL");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error);
    }
}
