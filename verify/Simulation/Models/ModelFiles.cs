using System.Text.RegularExpressions;

namespace HwGen.Verify.Simulation.Models;

/// <summary>Finds out which files a model was built from.</summary>
/// <param name="description">what was built</param>
/// <param name="toolFolder">where Verilator keeps its own files, which count by its version</param>
internal sealed partial class ModelFiles(ModelDescription description, string toolFolder)
{
    /// <summary>The files, sources first.</summary>
    /// <param name="copies">the sources as Verilator read them, in order</param>
    /// <param name="work">the folder that Verilator ran in</param>
    /// <param name="generated">the folder with what the tools wrote</param>
    public IReadOnlyList<ModelFile> Read(IReadOnlyList<string> copies, string work, string generated)
    {
        var found = Included(work, generated).Concat(Headers(generated)).Distinct().Order(StringComparer.Ordinal).ToList();
        var sources = copies.Select(copy => new SourceText(File.ReadAllText(copy))).ToList();
        var others = found.Select(file => (File: file, Text: new SourceText(File.ReadAllText(file)))).ToList();
        var all = sources.Concat(others.Select(other => other.Text)).ToList();

        // Verilator also looks up what modules name that nobody uses.
        var libraries = others.Where(other => IsLibrary(other.File, other.Text, all)).ToList();
        HashSet<string> named = [description.Top, .. others.Except(libraries).SelectMany(other => other.Text.Words)];
        var used = SourceText.Used([.. sources, .. libraries.Select(library => library.Text)], named);
        return
        [
            .. copies.Select((copy, i) => ModelFile.OfSource(i, used[i], copy)),
            .. description.NativeSources.Select((file, i) => ModelFile.OfNative(i, file)),
            .. others.Except(libraries).Select(other => ModelFile.Found(description, other.File, isWhole: true)),
            .. libraries.Select((library, i) => ModelFile.Found(description, library.File, used[sources.Count + i])),
        ];
    }

    // Found by the name of a module, not included.
    private static bool IsLibrary(string file, SourceText text, List<SourceText> all) =>
        text.Declared.Contains(Path.GetFileNameWithoutExtension(file)) && !all.Exists(other => other.MayInclude(Path.GetFileName(file)));

    // What Verilator read beside what it was given: included files, modules from folders, lists of arguments.
    private IEnumerable<string> Included(string work, string generated) =>
        SourceLine().Matches(File.ReadAllText(Path.Combine(generated, "Vmodel__verFiles.dat")))
            .Select(match => Path.GetFullPath(match.Groups[1].Value, work))
            .Where(file => IsForeign(file, work) && Path.GetFileName(file) != "verilator_bin");

    // What the C++ of the user includes; only written if there is any.
    private IEnumerable<string> Headers(string generated) =>
        Directory.EnumerateFiles(generated, "*.d").Where(file => !file.EndsWith("__ver.d", StringComparison.Ordinal))
            .SelectMany(file => Unescaped().Split(File.ReadAllText(file).Replace("\\\n", " ", StringComparison.Ordinal)).Skip(1))
            .Where(word => word.Length > 0 && !word.EndsWith(':'))
            .Select(word => Path.GetFullPath(word.Replace("\\ ", " ", StringComparison.Ordinal), generated))
            .Where(file => IsForeign(file, generated) && !description.NativeSources.Contains(file) && File.Exists(file));

    private bool IsForeign(string file, string own) =>
        !file.StartsWith(own + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !file.StartsWith(toolFolder, StringComparison.Ordinal);

    [GeneratedRegex("""^S .* "(.*)"$""", RegexOptions.Multiline)]
    private static partial Regex SourceLine();

    [GeneratedRegex(@"(?<!\\)\s+")]
    private static partial Regex Unescaped();
}
