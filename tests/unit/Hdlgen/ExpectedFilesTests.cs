using HwGen.Core.Configuration;
using HwGen.Hdlgen;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Hdlgen;

/// <summary>Printed files equal those in <c>tests/unit/Expected</c>. HWGEN_REFRESH=1 writes them anew; then read the diff.</summary>
public sealed class ExpectedFilesTests
{
    private static readonly bool Refresh = Environment.GetEnvironmentVariable("HWGEN_REFRESH") == "1";

    [Theory]
    [InlineData("int8-dense-1x1x1_1x1")]
    [InlineData("int8-4of8-2x8x2_4x4")]
    public void Generated_files_are_the_expected_ones(string name)
    {
        Design design = Design.From(ConfigurationFile.Read(RepositoryFolder.At($"configs/{name}.yaml")));
        string folder = $"tests/unit/Expected/{name}";
        GeneratedFile[] printed = [.. design.Files.Where(file => RtlTemplates.All.All(template => file.Path != $"rtl/{template.Name}.v"))];
        if (Refresh)
            Write(folder, printed);

        Assert.Equal(printed.Select(file => $"{folder}/{file.Path}").Order(StringComparer.Ordinal), RepositoryFolder.Files(folder));
        Assert.All(printed, file => Assert.Equal(File.ReadAllText(RepositoryFolder.At($"{folder}/{file.Path}")), file.Text));
    }

    private static void Write(string folder, IEnumerable<GeneratedFile> files)
    {
        if (Directory.Exists(RepositoryFolder.At(folder)))
            Directory.Delete(RepositoryFolder.At(folder), recursive: true);
        foreach (GeneratedFile file in files)
        {
            string path = RepositoryFolder.At($"{folder}/{file.Path}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }
}
