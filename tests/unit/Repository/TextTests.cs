using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed class TextTests
{
    private static readonly string[] Binary = [".onnx", ".npz", ".npy", ".png", ".gz", ".bin"];

    public static TheoryData<string> TextFiles() => [.. RepositoryFolder.Files().Where(file => !Binary.Contains(Path.GetExtension(file)))];

    [Theory]
    [MemberData(nameof(TextFiles))]
    public void A_text_file_is_tidy(string file)
    {
        string text = File.ReadAllText(RepositoryFolder.At(file));

        Assert.DoesNotContain('\r', text);
        if (Path.GetFileName(file) == "LICENSE")
            return;
        Assert.DoesNotContain("TO" + "DO", text, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || text.EndsWith('\n'), "the last line has no line feed");
        bool mayHoldTabs = Path.GetFileName(file) == "Makefile" || Path.GetExtension(file) == ".sln";
        Assert.All(text.Split('\n').Select((line, index) => (line, index)), at =>
        {
            Assert.True(mayHoldTabs || !at.line.Contains('\t'), $"{file}:{at.index + 1} holds a tab");
            Assert.True(!at.line.EndsWith(' '), $"{file}:{at.index + 1} ends in a blank");
        });
    }
}
