using HwGen.Core.Errors;

namespace HwGen.Core.Configuration;

/// <summary>Configurations on disk: by path, or by name from a folder <c>configs</c>.</summary>
public static class ConfigurationFile
{
    /// <summary>Reads a configuration.</summary>
    /// <param name="pathOrName">path of a YAML file, or NAME for <c>configs/NAME.yaml</c> under the current folder or beside the program</param>
    /// <exception cref="InputException">no such file, or what <see cref="ConfigurationReader.Read"/> says</exception>
    public static ArrayConfiguration Read(string pathOrName)
    {
        string path = Find(pathOrName);
        try
        {
            return ConfigurationReader.Read(File.ReadAllText(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException(path, $"cannot be read: {exception.Message}");
        }
    }

    /// <summary>The folders <c>configs</c> in which names are looked up: of the current folder, then of each folder above the program.</summary>
    public static IReadOnlyList<string> Folders()
    {
        var folders = new List<string>();
        if (Directory.Exists("configs"))
            folders.Add("configs");
        for (DirectoryInfo? above = new(AppContext.BaseDirectory); above is not null; above = above.Parent)
        {
            string folder = Path.Combine(above.FullName, "configs");
            if (Directory.Exists(folder) && !folders.Select(Path.GetFullPath).Contains(folder))
                folders.Add(folder);
        }

        return folders;
    }

    /// <summary>All named configurations, as paths in the order of their names; of equal names the first folder's.</summary>
    public static IReadOnlyList<string> All() =>
        [.. Folders().SelectMany(folder => Directory.GetFiles(folder, "*.yaml"))
            .DistinctBy(Path.GetFileName).OrderBy(Path.GetFileName, StringComparer.Ordinal)];

    /// <summary>Name of the first named configuration that has this hash, null if none has.</summary>
    public static string? NameOf(uint hash) => All().FirstOrDefault(path => HashOf(path) == hash) is { } found ? Path.GetFileNameWithoutExtension(found) : null;

    private static uint? HashOf(string path)
    {
        try
        {
            return Read(path).Hash;
        }
        catch (InputException)
        {
            return null;
        }
    }

    private static string Find(string pathOrName)
    {
        if (File.Exists(pathOrName))
            return pathOrName;
        bool isName = !pathOrName.Contains('/', StringComparison.Ordinal) && !pathOrName.EndsWith(".yaml", StringComparison.Ordinal);
        if (!isName)
            throw new InputException(pathOrName, "no such configuration file");
        IReadOnlyList<string> all = All();
        string? found = all.FirstOrDefault(path => Path.GetFileName(path) == pathOrName + ".yaml");
        if (found is not null)
            return found;
        string[] names = [.. all.Select(path => Path.GetFileNameWithoutExtension(path)!)];
        string? nearest = Nearest.Of(pathOrName, names);
        string answer = nearest is not null ? $"did you mean {nearest}?"
            : names.Length == 0 ? "there is no folder configs here" : $"there are {string.Join(", ", names)}";
        throw new InputException(pathOrName, $"no such configuration file or name, {answer}");
    }
}
