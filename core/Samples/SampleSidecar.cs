using HwGen.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HwGen.Core.Samples;

/// <summary>The file beside a sample file that says what its integers stand for: <c>NAME.npz.yaml</c> or <c>NAME.npz.json</c>
/// with the keys scale, offset, layout and labels.</summary>
internal static class SampleSidecar
{
    private static readonly string[] Keys = ["scale", "offset", "layout", "labels"];

    public static SampleOptions Read(string samples)
    {
        var path = new[] { samples + ".yaml", samples + ".json" }.FirstOrDefault(File.Exists);
        return path is null ? SampleOptions.None : Parse(File.ReadAllText(path), path);
    }

    public static SampleOptions Parse(string text, string path)
    {
        var values = Entries(text, path);
        var unknown = values.Keys.Except(Keys).ToArray();
        if (unknown.Length > 0)
            throw new InputException([.. unknown.Select(key => new InputError(path, $"{key}: unknown key, must be {string.Join(", ", Keys)}"))]);
        return new SampleOptions(
            Number("scale"),
            Number("offset"),
            values.GetValueOrDefault("layout"),
            values.TryGetValue("labels", out var labels) ? Path.Combine(Path.GetDirectoryName(path) ?? "", labels) : null);

        double? Number(string key) => values.TryGetValue(key, out var value) ? SampleOptions.ParseNumber(value, $"{path}: {key}") : null;
    }

    private static Dictionary<string, string> Entries(string text, string path)
    {
        var yaml = new YamlStream();
        try
        {
            yaml.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}:{e.Start.Line}:{e.Start.Column}", e.Message);
        }

        if (yaml.Documents.Count != 1 || yaml.Documents[0].RootNode is not YamlMappingNode map
            || map.Children.Any(c => c.Key is not YamlScalarNode || c.Value is not YamlScalarNode))
            throw new InputException(path, $"must be keys and values: {string.Join(", ", Keys)}");
        return map.Children.ToDictionary(c => ((YamlScalarNode)c.Key).Value ?? "", c => ((YamlScalarNode)c.Value).Value ?? "", StringComparer.Ordinal);
    }
}
