namespace HwGen.Core.Configuration;

/// <summary>The words of the YAML file for the enumerations: their names in lower case, words parted by <c>_</c>.</summary>
public static class ConfigurationWords
{
    /// <summary>The word for a value, such as <c>nm</c>.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => i > 0 && char.IsUpper(letter) ? $"_{letter}" : $"{letter}")).ToLowerInvariant();

    /// <summary>All words of an enumeration, in its order.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => [.. Enum.GetValues<T>().Select(Of)];

    /// <summary>The value of a word, null if there is none. Case matters, as in all keys.</summary>
    public static T? Parse<T>(string word)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (Of(value) == word)
                return value;
        }

        return null;
    }
}
