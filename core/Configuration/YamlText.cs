using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HwGen.Core.Configuration;

/// <summary>Reads one YAML document into pieces with places. Duplicate keys are reported and read on, which YamlDotNet's own
/// tree cannot do.</summary>
internal sealed class YamlText(List<PlacedError> errors)
{
    private const int DeepestNesting = 16;

    /// <summary>Reads the only document of a text.</summary>
    /// <returns>its root, or null if there is none or the text is not YAML (then the error is in the list)</returns>
    public YamlPiece? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return Refuse(new TextPlace(1, 1), "the file is empty, must hold at least the keys name and array");
            parser.Consume<DocumentStart>();
            YamlPiece root = ReadPiece(parser, "", 0);
            parser.Consume<DocumentEnd>();
            if (parser.TryConsume<DocumentStart>(out var second))
                errors.Add(new PlacedError(PlaceOf(second), "a second document begins, must be one configuration per file"));
            return root;
        }
        catch (YamlException exception)
        {
            return Refuse(new TextPlace(exception.Start.Line, exception.Start.Column), $"not YAML: {exception.Message}");
        }
    }

    private static TextPlace PlaceOf(ParsingEvent e) => new(e.Start.Line, e.Start.Column);

    private YamlPiece? Refuse(TextPlace place, string message)
    {
        errors.Add(new PlacedError(place, message));
        return null;
    }

    private YamlPiece ReadPiece(Parser parser, string path, int depth)
    {
        if (depth > DeepestNesting)
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {DeepestNesting} levels");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new YamlScalar(PlaceOf(scalar), scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (parser.TryConsume<MappingStart>(out var map))
            return ReadMap(parser, PlaceOf(map), path, depth);
        if (parser.TryConsume<SequenceStart>(out var sequence))
        {
            while (!parser.TryConsume<SequenceEnd>(out _))
                ReadPiece(parser, path, depth + 1);
            return new YamlSequence(PlaceOf(sequence));
        }

        AnchorAlias alias = parser.Consume<AnchorAlias>();
        throw new YamlException(alias.Start, alias.End, $"the alias *{alias.Value}, must be written out");
    }

    private YamlMap ReadMap(Parser parser, TextPlace place, string path, int depth)
    {
        var entries = new List<KeyValuePair<YamlScalar, YamlPiece>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            ParsingEvent start = parser.Current!;
            if (ReadPiece(parser, path, depth + 1) is not YamlScalar key)
                throw new YamlException(start.Start, start.End, "a key must be a word");
            string full = path.Length == 0 ? key.Text : $"{path}.{key.Text}";
            YamlPiece value = ReadPiece(parser, full, depth + 1);
            if (entries.Find(entry => entry.Key.Text == key.Text) is { Key: { } first })
                errors.Add(new PlacedError(key.Place, $"{full}: a second time, first at line {first.Place.Line}"));
            else
                entries.Add(new(key, value));
        }

        return new YamlMap(place, entries);
    }
}
