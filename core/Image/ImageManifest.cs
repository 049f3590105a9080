using System.Buffers;
using System.Text;
using System.Text.Json;
using HwGen.Core.Configuration;

namespace HwGen.Core.Image;

/// <summary>Writes the manifest of an image: everything that the bytes alone do not say, and a checksum per section.</summary>
public static class ImageManifest
{
    /// <summary>Version of the manifest.</summary>
    public const int FormatVersion = 1;

    /// <summary>The JSON text, ending in a line feed. The same image gives the same text.</summary>
    /// <param name="image">the image</param>
    /// <param name="bytes">its bytes from <see cref="ImageSerializer"/></param>
    public static string Write(WeightImage image, ReadOnlySpan<byte> bytes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", FormatVersion);
            json.WriteString("configuration_hash", $"0x{image.Configuration.Hash:x8}");
            json.WritePropertyName("configuration");
            ConfigurationJson.Write(json, image.Configuration);
            WriteShape(json, image);
            WriteSections(json, image, bytes);
            WriteNotes(json, image.Notes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteShape(Utf8JsonWriter json, WeightImage image)
    {
        json.WriteStartObject("shape");
        json.WriteNumber("k", image.K);
        json.WriteNumber("n", image.N);
        json.WriteNumber("block", image.Configuration.Block);
        json.WriteNumber("k_blocks", image.KBlocks);
        json.WriteNumber("n_tile", image.Configuration.NTile);
        json.WriteNumber("n_tiles", image.NTiles);
        json.WriteNumber("list_words", image.ListWords);
        json.WriteNumber("weight_words", image.WeightWords);
        json.WriteEndObject();
    }

    private static void WriteSections(Utf8JsonWriter json, WeightImage image, ReadOnlySpan<byte> bytes)
    {
        json.WriteStartArray("sections");
        foreach (ImageSection section in image.Layout.All)
        {
            json.WriteStartObject();
            json.WriteString("name", section.Name);
            json.WriteNumber("offset", section.Offset);
            json.WriteNumber("bytes", section.Bytes);
            json.WriteString("crc32", $"0x{Crc32.Of(bytes.Slice(section.Offset, section.Bytes)):x8}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNotes(Utf8JsonWriter json, ImageNotes notes)
    {
        json.WriteStartObject("quantization");
        if (notes.Output is { } output)
        {
            json.WriteNumber("output_zero_point", output.ZeroPoint);
            json.WriteNumber("clamp_low", output.ClampLow);
            json.WriteNumber("clamp_high", output.ClampHigh);
        }

        json.WriteNumber("activation_scale", notes.ActivationScale);
        json.WriteNumber("activation_zero_point", notes.ActivationZeroPoint);
        json.WriteNumber("output_scale", notes.OutputScale);
        WriteArray("weight_scales", notes.WeightScales, json.WriteNumberValue);
        json.WriteEndObject();
        json.WriteStartObject("permutations");
        WriteArray("input", notes.InputPermutation, json.WriteNumberValue);
        WriteArray("output", notes.OutputPermutation, json.WriteNumberValue);
        json.WriteEndObject();

        void WriteArray<T>(string name, IReadOnlyList<T> values, Action<T> write)
        {
            json.WriteStartArray(name);
            foreach (T value in values)
                write(value);
            json.WriteEndArray();
        }
    }
}
