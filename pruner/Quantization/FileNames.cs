using System.Text;

namespace HwGen.Pruner.Quantization;

/// <summary>File names for layers: letters, digits, '.', '_' and '-' stay, the rest becomes '_'; a name taken gets a number.</summary>
internal sealed class FileNames
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Of(string layer)
    {
        var text = new StringBuilder();
        foreach (var letter in layer)
            text.Append(char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' ? letter : '_');
        var name = text.ToString().Trim('_', '.');
        if (name.Length == 0)
            name = "layer";
        var unique = name;
        for (var number = 2; !_taken.Add(unique); number++)
            unique = $"{name}_{number}";
        return unique;
    }
}
