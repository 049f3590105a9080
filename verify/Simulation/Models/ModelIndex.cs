using System.Text.Json;

namespace HwGen.Verify.Simulation.Models;

/// <summary>The models built from one description, one for each state that its files were in.</summary>
/// <remarks>Which files a model depends on is known only after it was built, from what the tools read. So a description leads to a list, and
/// the model is the one whose files are all as they were.</remarks>
/// <param name="cacheFolder">the cache's root</param>
/// <param name="key">hash of the description</param>
internal sealed class ModelIndex(string cacheFolder, string key)
{
    private const int Kept = 32;

    /// <summary>The folder of indices in the cache.</summary>
    public const string FolderName = "index";

    private readonly string file = Path.Combine(cacheFolder, FolderName, key + ".json");

    /// <summary>The folder of the model for the files as they are, null if there is none.</summary>
    public string? Find(ModelDescription description) => Records()
        .Where(record => record.Files.All(file => file.IsIn(description)))
        .Select(record => Path.Combine(cacheFolder, record.Folder))
        .FirstOrDefault(Directory.Exists);

    /// <summary>Adds a model, the newest first. The caller holds the lock of the key.</summary>
    public void Add(ModelRecord record)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var records = Records().Where(old => old.Folder != record.Folder && Directory.Exists(Path.Combine(cacheFolder, old.Folder)));
        File.WriteAllText(file + ".unfinished", JsonSerializer.Serialize(records.Prepend(record).Take(Kept)));
        File.Move(file + ".unfinished", file, overwrite: true);
    }

    private IReadOnlyList<ModelRecord> Records()
    {
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<ModelRecord[]>(File.ReadAllText(file)) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];  // damaged: the model is built again
        }
    }
}
