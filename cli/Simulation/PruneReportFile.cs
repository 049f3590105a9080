using System.Text.Json;

namespace HwGen.Cli.Simulation;

/// <summary>Reads back what the pruner reported.</summary>
internal static class PruneReportFile
{
    /// <summary>Accuracy of the float network, 0 to 1; null if there is no report or it states none.</summary>
    /// <param name="folder">what <c>hwgen prune</c> wrote</param>
    public static double? AccuracyBefore(string folder)
    {
        string path = Path.Combine(folder, "report.json");
        if (!File.Exists(path))
            return null;
        try
        {
            using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
            return report.RootElement.TryGetProperty("accuracy", out JsonElement accuracy) ? accuracy.GetProperty("float").GetDouble() : null;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
