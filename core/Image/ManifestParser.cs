using System.Globalization;
using System.Text.Json;
using HwGen.Core.Configuration;
using HwGen.Core.Errors;
using HwGen.Core.Numerics;

namespace HwGen.Core.Image;

/// <summary>Reads a manifest; the first thing wrong ends it, with the key.</summary>
internal sealed class ManifestParser(string where)
{
    /// <exception cref="InputException">with the path of the manifest as the place</exception>
    public ManifestContent Parse(string text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return Parse(document.RootElement);
        }
        catch (JsonException exception)
        {
            throw new InputException($"{where}:{exception.LineNumber + 1}:{exception.BytePositionInLine + 1}", "not JSON, expected a manifest");
        }
    }

    private ManifestContent Parse(JsonElement root)
    {
        int version = Integer(root, "format_version", 0, int.MaxValue);
        if (version != ImageManifest.FormatVersion)
            throw Refuse("format_version", $"{version}", $"{ImageManifest.FormatVersion}");
        ArrayConfiguration configuration = ConfigurationReader.Read(Member(root, "configuration", JsonValueKind.Object).GetRawText(), $"{where}: configuration");
        uint hash = Hexadecimal(root, "configuration_hash");
        if (hash != configuration.Hash)
            throw Refuse("configuration_hash", $"0x{hash:x8}", $"0x{configuration.Hash:x8} by its configuration");
        JsonElement shape = Member(root, "shape", JsonValueKind.Object);
        var matrix = new MatrixShape(Integer(shape, "k", 1, 65535 * configuration.Block), Integer(shape, "n", 1, configuration.TileDepth * configuration.NTile));
        ManifestSection[] sections = [.. Member(root, "sections", JsonValueKind.Array).EnumerateArray().Select(Section)];
        return new ManifestContent(configuration, matrix, sections, Notes(root, matrix, configuration));
    }

    private ManifestSection Section(JsonElement section) => new(
        Member(section, "name", JsonValueKind.String).GetString()!,
        Integer(section, "offset", 0, int.MaxValue),
        Integer(section, "bytes", 0, int.MaxValue),
        Hexadecimal(section, "crc32"));

    private ImageNotes Notes(JsonElement root, MatrixShape shape, ArrayConfiguration c)
    {
        JsonElement quantization = Member(root, "quantization", JsonValueKind.Object);
        JsonElement permutations = Member(root, "permutations", JsonValueKind.Object);
        return new ImageNotes
        {
            Output = quantization.TryGetProperty("output_zero_point", out _) ? Output(quantization, c) : null,
            ActivationScale = Member(quantization, "activation_scale", JsonValueKind.Number).GetDouble(),
            ActivationZeroPoint = Integer(quantization, "activation_zero_point", int.MinValue, int.MaxValue),
            OutputScale = Member(quantization, "output_scale", JsonValueKind.Number).GetDouble(),
            WeightScales = Numbers<double>(quantization, "weight_scales", shape.Columns, element => element.TryGetDouble(out double value) ? value : null),
            InputPermutation = Permutation(permutations, "input", shape.Rows),
            OutputPermutation = Permutation(permutations, "output", shape.Columns),
        };
    }

    private OutputQuantization Output(JsonElement quantization, ArrayConfiguration c)
    {
        int low = Integer(quantization, "clamp_low", c.ActivationMinimum, c.ActivationMaximum);
        return new OutputQuantization(
            Integer(quantization, "output_zero_point", c.ActivationMinimum, c.ActivationMaximum), low, Integer(quantization, "clamp_high", low, c.ActivationMaximum));
    }

    private IReadOnlyList<int> Permutation(JsonElement parent, string key, int count)
    {
        IReadOnlyList<int> numbers = Numbers<int>(parent, key, count, element => element.TryGetInt32(out int value) ? value : null);
        if (numbers.Distinct().Count() != numbers.Count || numbers.Any(number => number < 0))
            throw Refuse(key, "numbers that are negative or repeated", "a permutation");
        return numbers;
    }

    private T[] Numbers<T>(JsonElement parent, string key, int count, Func<JsonElement, T?> read)
        where T : struct
    {
        JsonElement array = Member(parent, key, JsonValueKind.Array);
        if (array.GetArrayLength() != 0 && array.GetArrayLength() != count)
            throw Refuse(key, $"{array.GetArrayLength()} numbers", $"none or {count}");
        return [.. array.EnumerateArray().Select(element =>
            (element.ValueKind == JsonValueKind.Number ? read(element) : null) ?? throw Refuse(key, element.GetRawText(), "numbers"))];
    }

    private int Integer(JsonElement parent, string key, int lowest, int highest)
    {
        JsonElement value = Member(parent, key, JsonValueKind.Number);
        if (!value.TryGetInt32(out int number) || number < lowest || number > highest)
            throw Refuse(key, value.GetRawText(), $"a whole number from {lowest} to {highest}");
        return number;
    }

    private uint Hexadecimal(JsonElement parent, string key)
    {
        string text = Member(parent, key, JsonValueKind.String).GetString()!;
        if (text.Length != 10 || !text.StartsWith("0x", StringComparison.Ordinal)
            || !uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value))
            throw Refuse(key, text, "0x and eight hexadecimal digits");
        return value;
    }

    private JsonElement Member(JsonElement parent, string key, JsonValueKind kind)
    {
        if (parent.ValueKind != JsonValueKind.Object || !parent.TryGetProperty(key, out JsonElement value))
            throw Refuse(key, "missing", kind.ToString().ToLowerInvariant());
        return value.ValueKind == kind ? value : throw Refuse(key, value.GetRawText(), kind.ToString().ToLowerInvariant());
    }

    private InputException Refuse(string key, string found, string expected) => new(where, $"{key}: {found}, expected {expected}");
}
