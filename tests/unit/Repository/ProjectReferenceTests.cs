using System.Xml.Linq;
using HwGen.Tests.Shared;

namespace HwGen.Tests.Unit.Repository;

public sealed class ProjectReferenceTests
{
    [Theory]
    [InlineData("core")]
    [InlineData("hdlgen", "core")]
    [InlineData("pruner", "core")]
    [InlineData("verify", "core")]
    [InlineData("cli", "core", "hdlgen", "pruner", "verify")]
    public void A_project_references_what_the_design_allows_and_no_more(string project, params string[] allowed)
    {
        string file = Assert.Single(RepositoryFolder.Files(project), IsProject);

        Assert.Equal(allowed, References(file).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Only_the_command_and_the_programs_beside_it_see_hdlgen_pruner_and_verify_together()
    {
        string[] products = ["core", "hdlgen", "pruner", "verify", "cli"];
        IEnumerable<string> others = RepositoryFolder.Files().Where(IsProject).Where(file => !products.Contains(file.Split('/')[0]));

        Assert.All(others, file => Assert.Contains(file.Split('/')[0], new[] { "tests", "examples" }));
    }

    private static bool IsProject(string file) => file.EndsWith(".csproj", StringComparison.Ordinal);

    /// <summary>Top folders of the projects that a project references.</summary>
    private static IEnumerable<string> References(string file)
    {
        string folder = Path.GetDirectoryName(RepositoryFolder.At(file))!;
        return XDocument.Load(RepositoryFolder.At(file)).Descendants("ProjectReference")
            .Select(reference => Path.GetFullPath(Path.Combine(folder, reference.Attribute("Include")!.Value)))
            .Select(path => Path.GetRelativePath(RepositoryFolder.Path, path).Split('/')[0]);
    }
}
