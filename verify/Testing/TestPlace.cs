using System.Globalization;

namespace HwGen.Verify.Testing;

/// <summary>Where a test lies: its project, its full name, and the files that a failure leaves.</summary>
/// <param name="Project">folder of the project that holds the test</param>
/// <param name="Test">full name of the test method</param>
/// <param name="Seed">the seed it runs with</param>
internal sealed record TestPlace(string Project, string Test, ulong Seed)
{
    /// <summary>The variable that asks for a wave of every test and names the folder for it.</summary>
    public const string WaveVariable = "HWGEN_WAVES";

    /// <summary>The place of a method of a class.</summary>
    public static TestPlace Of(Type type, string method, ulong seed) =>
        new(ProjectFolder(AppContext.BaseDirectory), $"{type.FullName}.{method}", seed);

    /// <summary>The line for a shell that runs this test with this seed again.</summary>
    /// <param name="seeds">the seeds of this run</param>
    /// <param name="seedIsKnown">whether it got as far as a simulation</param>
    public string Command(TestSeeds seeds, bool seedIsKnown = true) => string.Create(CultureInfo.InvariantCulture,
        $"{TestSeeds.GlobalVariable}={seeds.Global} {(seedIsKnown ? $"{TestSeeds.OnlyVariable}={Seed} " : "")}dotnet test {Project} --filter FullyQualifiedName={Test}");

    /// <summary>A file for this test.</summary>
    /// <param name="extension">without the dot</param>
    /// <param name="folder">the folder, <c>out/waves</c> in the project's if null</param>
    public string File(string extension, string? folder = null)
    {
        var name = Test[(Test[..Test.LastIndexOf('.')].LastIndexOf('.') + 1)..].Replace('+', '.');
        return Path.Combine(folder ?? Path.Combine(Project, "out", "waves"), string.Create(CultureInfo.InvariantCulture, $"{name}-{Seed}.{extension}"));
    }

    private static string ProjectFolder(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            if (folder.EnumerateFiles("*.csproj").Any())
                return folder.FullName;
        return start;
    }
}
