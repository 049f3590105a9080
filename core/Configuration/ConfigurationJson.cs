using System.Text.Json;

namespace HwGen.Core.Configuration;

/// <summary>Writes a configuration as a JSON object with the keys of the YAML file. JSON is YAML too, so
/// <see cref="ConfigurationReader"/> reads it back to the same value.</summary>
public static class ConfigurationJson
{
    /// <summary>Writes the object.</summary>
    public static void Write(Utf8JsonWriter json, ArrayConfiguration configuration)
    {
        ArrayConfiguration c = configuration;
        json.WriteStartObject();
        json.WriteString("name", c.Name);
        json.WriteStartObject("array");
        WritePair(json, "tile", c.TileRows, c.TileColumns);
        WritePair(json, "mesh", c.MeshRows, c.MeshColumns);
        json.WriteNumber("block", c.Block);
        json.WriteNumber("lanes", c.Lanes);
        json.WriteEndObject();
        json.WriteStartObject("sparsity");
        json.WriteString("scheme", ConfigurationWords.Of(c.Scheme));
        json.WriteNumber("kept", c.Kept);
        json.WriteNumber("block_percent", c.BlockPercent);
        if (c.Scheme == SchemeKind.Pattern)
            json.WriteNumber("patterns", c.Patterns);
        json.WriteString("metadata", c.MetadataChoice is { } metadata ? ConfigurationWords.Of(metadata) : "auto");
        json.WriteEndObject();
        json.WriteStartObject("numbers");
        json.WriteNumber("activation_bits", c.ActivationBits);
        json.WriteNumber("weight_bits", c.WeightBits);
        json.WriteNumber("accumulator_bits", c.AccumulatorBits);
        json.WriteEndObject();
        json.WriteStartObject("memory");
        json.WriteNumber("weight_kib", c.WeightKib);
        json.WriteNumber("activation_kib", c.ActivationKib);
        json.WriteNumber("tiles", c.Tiles);
        json.WriteNumber("list_entries", c.ListEntries);
        json.WriteBoolean("preload", c.Preload);
        json.WriteEndObject();
        json.WriteStartObject("streams");
        WriteWidth(json, "weight_bits", c.WeightStreamChoice);
        WriteWidth(json, "activation_bits", c.ActivationStreamChoice);
        WriteWidth(json, "output_bits", c.OutputStreamChoice);
        json.WriteEndObject();
        json.WriteString("arithmetic", c.ArithmeticChoice is { } arithmetic ? ConfigurationWords.Of(arithmetic) : "auto");
        json.WriteStartObject("clock");
        json.WriteNumber("period_ns", c.ClockPeriodNs);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, string name, int rows, int columns)
    {
        json.WriteStartObject(name);
        json.WriteNumber("rows", rows);
        json.WriteNumber("columns", columns);
        json.WriteEndObject();
    }

    private static void WriteWidth(Utf8JsonWriter json, string name, int? bits)
    {
        if (bits is { } width)
            json.WriteNumber(name, width);
        else
            json.WriteString(name, "auto");
    }
}
