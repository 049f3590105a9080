using System.Diagnostics;
using System.Text.RegularExpressions;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Cosim.Documentation;

/// <summary>Every command in a block marked <c>sh</c> is run, in the order of the document, in a copy of the repository with the built tool.</summary>
/// <remarks>A comment <c># exits with N</c> behind a command says that it ends with another code than 0. Commands that run these
/// very tests, or measure for longer than they take, are only looked up; one that takes 10 minutes ends with 124.</remarks>
[Trait("Speed", "slow")]
public sealed partial class DocumentCommandTests
{
    public static TheoryData<string> Documents() =>
        [.. DocumentBlock.Documents().Where(document => DocumentBlock.Of(document).Any(block => block.Language == "sh"))];

    [NeedsToolTheory("verilator", "g++", "make")]
    [MemberData(nameof(Documents))]
    public void The_commands_of_a_document_do_what_it_says(string document)
    {
        using var scratch = new ScratchFolder();
        CopyRepository(scratch);
        foreach ((int line, string command) in DocumentBlock.Of(document).Where(block => block.Language == "sh").SelectMany(block => block.Commands()))
        {
            int expected = ExitNote().Match(command) is { Success: true } note ? int.Parse(note.Groups[1].Value) : 0;
            (int code, string said) = Run(scratch, TakesTooLong().Replace(command, "make -n "));
            Assert.True(code == expected, $"{document}:{line}: {command}\nended with {code}, expected {expected}:\n{said}");
        }
    }

    private static void CopyRepository(ScratchFolder scratch)
    {
        foreach (string file in RepositoryFolder.Files())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(scratch.At(file))!);
            File.Copy(RepositoryFolder.At(file), scratch.At(file));
        }

        foreach (string program in new[] { "cli", "tests/bench" })
        {
            Directory.CreateDirectory(scratch.At($"{program}/bin/Release"));
            Directory.CreateSymbolicLink(scratch.At($"{program}/bin/Release/net10.0"), RepositoryFolder.At($"{program}/bin/Release/net10.0"));
        }
    }

    private static (int Code, string Said) Run(ScratchFolder scratch, string command)
    {
        var start = new ProcessStartInfo("timeout", ["1800", "/bin/bash", "-o", "pipefail", "-c", $"exec 2>&1; {command}"])
        {
            WorkingDirectory = scratch.Path,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        start.Environment["HWGEN_PREBUILT"] = "1";
        start.Environment["HWGEN_NO_INSTALL"] = "1";
        start.Environment["HWGEN_LOGS"] = scratch.At("out/logs");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    [GeneratedRegex(@"# exits with (\d+)")]
    private static partial Regex ExitNote();

    /// <summary>What would run these tests again, inside themselves, or all benchmarks.</summary>
    [GeneratedRegex(@"^make (?=(?:test|unit|lint|formal|check|bench)\b)")]
    private static partial Regex TakesTooLong();
}
