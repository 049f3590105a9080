using HwGen.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HwGen.Hdlgen.Packaging;

/// <summary>What FuseSoC asks of a generator, by a file in its generator format (GAPI 1.0).</summary>
/// <param name="Vlnv">name that the generated core shall bear</param>
/// <param name="FilesRoot">folder of the core that asks; paths in the parameters are relative to it</param>
/// <param name="Configuration">path of a configuration, or the name of one in configs/</param>
public sealed record FuseSocRequest(string Vlnv, string FilesRoot, string Configuration)
{
    /// <summary>Reads a request.</summary>
    /// <param name="text">the YAML text</param>
    /// <param name="where">what messages call it</param>
    /// <exception cref="InputException">every key that is missing or wrong, with its line</exception>
    public static FuseSocRequest Read(string text, string where)
    {
        var errors = new List<InputError>();
        YamlMappingNode? root = Root(text, where);
        string gapi = Text(root, "gapi", "", "'1.0'");
        if (gapi is not ("" or "1.0"))
            errors.Add(new InputError(where, $"gapi: {gapi}, must be '1.0'"));
        string vlnv = Text(root, "vlnv", "", "vendor:library:name:version");
        string filesRoot = Text(root, "files_root", "", "a folder");
        var parameters = Child(root, "parameters") as YamlMappingNode;
        string configuration = Text(parameters, "configuration", "parameters.", "the path of a configuration or the name of one in configs/");
        foreach (string key in (parameters?.Children.Keys ?? []).Select(key => key.ToString()).Where(key => key != "configuration"))
            errors.Add(new InputError(where, $"parameters.{key}: unknown key, must be configuration"));
        return errors.Count == 0 ? new FuseSocRequest(vlnv, filesRoot, configuration) : throw new InputException(errors);

        string Text(YamlMappingNode? map, string key, string prefix, string allowed)
        {
            if (Child(map, key) is YamlScalarNode { Value.Length: > 0 } scalar)
                return scalar.Value;
            errors.Add(new InputError(where, $"{prefix}{key}: missing, must be {allowed}"));
            return "";
        }
    }

    private static YamlNode? Child(YamlMappingNode? map, string key) =>
        map is not null && map.Children.TryGetValue(new YamlScalarNode(key), out YamlNode? child) ? child : null;

    private static YamlMappingNode? Root(string text, string where)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException exception)
        {
            throw new InputException($"{where}:{exception.Start.Line}:{exception.Start.Column}", $"is not YAML: {exception.Message}");
        }

        return stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
    }
}
