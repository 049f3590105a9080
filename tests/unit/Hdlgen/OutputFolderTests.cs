using HwGen.Core.Errors;
using HwGen.Core.IO;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Hdlgen;

public sealed class OutputFolderTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    private string Target => scratch.At("target");

    public void Dispose() => scratch.Dispose();

    [Fact]
    public void A_folder_is_written_with_a_list_of_its_files()
    {
        IReadOnlyList<string> files = OutputFolder.Write(Target, force: false, folder =>
        {
            Directory.CreateDirectory(Path.Combine(folder, "sub"));
            File.WriteAllText(Path.Combine(folder, "sub/b"), "");
            File.WriteAllText(Path.Combine(folder, "a"), "");
        });

        const string emptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        Assert.Equal(["a", "sub/b"], files);
        Assert.Equal($"{emptySha256}  a\n{emptySha256}  sub/b\n", File.ReadAllText(Path.Combine(Target, ".hwgen")));
        Assert.Equal(["target"], Names(scratch.Path));
    }

    [Fact]
    public void A_folder_of_ours_is_replaced_as_a_whole()
    {
        Write("old");
        Write("new");

        Assert.Equal([".hwgen", "new"], Names(Target));
    }

    [Fact]
    public void The_same_bytes_leave_the_folder_alone()
    {
        Write("same");
        DateTime before = File.GetLastWriteTimeUtc(Path.Combine(Target, "same"));
        File.SetLastWriteTimeUtc(Path.Combine(Target, "same"), before.AddDays(-1));
        Write("same");

        Assert.Equal(before.AddDays(-1), File.GetLastWriteTimeUtc(Path.Combine(Target, "same")));
    }

    [Fact]
    public void A_failure_leaves_the_old_folder_and_nothing_beside_it()
    {
        Write("old");

        Assert.Throws<InvalidOperationException>(() => OutputFolder.Write(Target, force: false, folder =>
        {
            File.WriteAllText(Path.Combine(folder, "half"), "");
            throw new InvalidOperationException("in the middle");
        }));
        Assert.Equal([".hwgen", "old"], Names(Target));
        Assert.Equal(["target"], Names(scratch.Path));
    }

    [Fact]
    public void A_failure_of_the_first_writing_leaves_nothing()
    {
        Assert.Throws<InvalidOperationException>(() =>
            OutputFolder.Write(Target, force: false, _ => throw new InvalidOperationException("in the middle")));

        Assert.Empty(Names(scratch.Path));
    }

    [Fact]
    public void A_folder_that_others_made_is_refused_and_replaced_by_force()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "theirs"), "");

        Assert.Equal($"{Target}: is not empty and was not written by hwgen; --force replaces it", Refusal());
        Write("ours", force: true);
        Assert.Equal([".hwgen", "ours"], Names(Target));
    }

    [Fact]
    public void An_empty_folder_is_taken()
    {
        Directory.CreateDirectory(Target);
        Write("ours");

        Assert.Equal([".hwgen", "ours"], Names(Target));
    }

    [Fact]
    public void Added_and_changed_files_are_named_and_kept()
    {
        Write("ours");
        File.WriteAllText(Path.Combine(Target, "added"), "");
        File.WriteAllText(Path.Combine(Target, "ours"), "changed");

        Assert.Equal(
            $"{Target}/added: was added or changed since hwgen wrote the folder; --force replaces it\n"
            + $"{Target}/ours: was added or changed since hwgen wrote the folder; --force replaces it", Refusal());
        Assert.Equal("changed", File.ReadAllText(Path.Combine(Target, "ours")));
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        File.WriteAllText(Target, "");

        Assert.Equal($"{Target}: is a file, must be a folder or not exist", Refusal());
    }

    [Fact]
    public void A_repository_is_never_replaced()
    {
        Directory.CreateDirectory(Path.Combine(Target, ".git"));

        Assert.Equal($"{Target}: is a git repository and would be replaced, name another", Refusal(force: true));
    }

    [Fact]
    public void The_current_folder_and_those_above_it_are_never_replaced()
    {
        string above = Path.GetDirectoryName(Directory.GetCurrentDirectory())!;

        Assert.Equal(".: holds the current folder and would be replaced, name another", Refusal(".", force: true));
        Assert.Equal($"{above}: holds the current folder and would be replaced, name another", Refusal(above, force: true));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_said_so()
    {
        File.WriteAllText(scratch.At("file"), "");

        Assert.StartsWith($"{scratch.At("file/target")}: cannot be written: ", Refusal(scratch.At("file/target")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_a_folder_stays_a_link()
    {
        Write("old");
        Directory.CreateSymbolicLink(scratch.At("link"), Target);
        OutputFolder.Write(scratch.At("link"), force: false, folder => File.WriteAllText(Path.Combine(folder, "new"), ""));

        Assert.Equal([".hwgen", "new"], Names(Target));
        Assert.Equal(["link", "target"], Names(scratch.Path));
    }

    private void Write(string file, bool force = false) =>
        OutputFolder.Write(Target, force, folder => File.WriteAllText(Path.Combine(folder, file), ""));

    private string Refusal(string? path = null, bool force = false) =>
        Assert.Throws<InputException>(() => OutputFolder.Write(path ?? Target, force, _ => { })).Message;

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
}
