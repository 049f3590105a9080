using System.Globalization;

namespace HwGen.Core.Configuration;

/// <summary>A mapping of the configuration, read key by key. Remembers where each key stands, which values could not be read,
/// and at the end names the keys nobody asked for.</summary>
internal sealed class YamlSection(YamlMap? map, TextPlace place, string path, YamlReading reading)
{
    private readonly List<string> _known = [];

    /// <summary>A nested mapping; an absent one reads as empty.</summary>
    public YamlSection Section(string key, bool required = false)
    {
        string full = Note(key);
        YamlPiece? value = Value(key, required, "a mapping");
        if (value is null)
        {
            if (required)
                reading.Unreadable.Add(full);
            return new YamlSection(null, place, full, reading) { Silent = required || Silent };
        }

        if (value is YamlMap nested)
            return new YamlSection(nested, value.Place, full, reading);
        Refuse(full, value, "a mapping of keys");
        return new YamlSection(null, value.Place, full, reading) { Silent = true };
    }

    /// <summary>A whole number.</summary>
    public int Number(string key, int fallback, bool required = false)
    {
        string full = Note(key);
        if (Value(key, required, "a whole number") is not { } value)
            return fallback;
        return Number(full, value, "a whole number") ?? fallback;
    }

    /// <summary>A number with or without a decimal point; no exponent, no commas.</summary>
    public decimal Decimal(string key, decimal fallback)
    {
        string full = Note(key);
        if (Value(key, false, "") is not { } value)
            return fallback;
        if (value is YamlScalar { IsPlain: true } scalar && scalar.Text.Length <= 20 && decimal.TryParse(
            scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number))
            return number;
        Refuse(full, value, "a number such as 10 or 6.667");
        return fallback;
    }

    /// <summary>True or false; false if the key is absent.</summary>
    public bool Truth(string key)
    {
        string full = Note(key);
        if (Value(key, false, "") is not { } value)
            return false;
        if (value is YamlScalar { IsPlain: true, Text: "true" or "false" } scalar)
            return scalar.Text == "true";
        Refuse(full, value, "true or false");
        return false;
    }

    /// <summary>A whole number, or null for <c>auto</c> or if the key is absent.</summary>
    public int? NumberOrAuto(string key)
    {
        string full = Note(key);
        return Value(key, false, "") is { } value && !IsAuto(value) ? Number(full, value, "auto or a whole number") : null;
    }

    /// <summary>One of the words of an enumeration, or null for <c>auto</c> where it is allowed or if the key is absent.</summary>
    public T? Word<T>(string key, bool orAuto)
        where T : struct, Enum
    {
        string full = Note(key);
        if (Value(key, false, "") is not { } value || (orAuto && IsAuto(value)))
            return null;
        if (value is YamlScalar scalar && ConfigurationWords.Parse<T>(scalar.Text) is { } word)
            return word;
        string[] words = [.. orAuto ? ["auto"] : Array.Empty<string>(), .. ConfigurationWords.All<T>()];
        Refuse(full, value, string.Join(", ", words[..^1]) + " or " + words[^1]);
        return null;
    }

    /// <summary>Any text.</summary>
    public string Text(string key)
    {
        string full = Note(key);
        if (Value(key, true, "text") is not { } value)
            return "";
        if (value is YamlScalar scalar && scalar.Text.Length > 0)
            return scalar.Text;
        Refuse(full, value, "text");
        return "";
    }

    /// <summary>Names the keys that nobody asked for.</summary>
    public void Close()
    {
        foreach (YamlScalar key in map?.Entries.Select(entry => entry.Key) ?? [])
        {
            if (!_known.Contains(key.Text))
                reading.Unknown.Add(new UnknownKey(key.Place, path, key.Text, _known));
        }
    }

    private bool Silent { get; init; }

    private static bool IsAuto(YamlPiece value) => value is YamlScalar { Text: "auto" };

    private static string Show(YamlPiece value) => value switch
    {
        YamlMap => "a mapping",
        YamlSequence => "a list",
        YamlScalar { IsPlain: true, Text: "" or "~" or "null" } => "no value",
        YamlScalar { IsPlain: false } quoted => $"the text \"{quoted.Text}\"",
        YamlScalar scalar => scalar.Text,
        _ => "",
    };

    private string Note(string key)
    {
        _known.Add(key);
        string full = path.Length == 0 ? key : $"{path}.{key}";
        reading.Known.Add(full);
        reading.Places.TryAdd(full, place);
        return full;
    }

    private YamlPiece? Value(string key, bool required, string what)
    {
        string full = path.Length == 0 ? key : $"{path}.{key}";
        YamlPiece? value = map?.Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
        if (value is not null)
        {
            reading.Places[full] = value.Place;
        }
        else if (required)
        {
            reading.Unreadable.Add(full);
            if (!Silent)
                reading.Errors.Add(new PlacedError(place, $"{full}: missing, must be {what}"));
        }

        return value;
    }

    private int? Number(string full, YamlPiece value, string allowed)
    {
        if (value is YamlScalar { IsPlain: true } scalar && scalar.Text.TrimStart('+', '-').Length is > 0 and var digits
            && scalar.Text.Length - digits <= 1 && scalar.Text.TrimStart('+', '-').All(char.IsAsciiDigit))
        {
            if (int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
                return number;
            allowed += " of at most 9 digits";
        }

        Refuse(full, value, allowed);
        return null;
    }

    private void Refuse(string full, YamlPiece value, string allowed)
    {
        reading.Unreadable.Add(full);
        reading.Errors.Add(new PlacedError(value.Place, $"{full}: {Show(value)}, must be {allowed}"));
    }
}
