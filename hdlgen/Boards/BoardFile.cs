using System.Collections.Immutable;
using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace HwGen.Hdlgen.Boards;

/// <summary>Reads the <c>board.yaml</c> of the folders in <c>boards</c>.</summary>
internal static class BoardFile
{
    private const string Folder = "boards/";
    private const string File = "/board.yaml";

    /// <summary>Every board, sorted by name.</summary>
    public static ImmutableArray<Board> All() =>
        [.. EmbeddedText.Below(Folder).Where(path => path.EndsWith(File, StringComparison.Ordinal)).Select(Read)];

    private static Board Read(string path)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(EmbeddedText.Read(path)));
        var keys = (YamlMappingNode)stream.Documents[0].RootNode;
        return new Board(
            path[Folder.Length..^File.Length], Text("part"), decimal.Parse(Text("oscillator_mhz"), CultureInfo.InvariantCulture),
            int.Parse(Text("baud"), CultureInfo.InvariantCulture), Text("programmer"), Text("port_hint"));

        string Text(string key) => ((YamlScalarNode)keys[key]).Value!;
    }
}
