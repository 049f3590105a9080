using System.Text;

namespace HwGen.Examples.Digits.Drawing;

/// <summary>Shows images as text, side by side.</summary>
public static class TextPrint
{
    // From dark to bright.
    private const string Greys = " .:-=+*#%@";

    /// <summary>The images, one character per pixel.</summary>
    /// <param name="images">each as <see cref="Painter.Draw"/> gives it</param>
    public static string Of(IReadOnlyList<byte[]> images)
    {
        var text = new StringBuilder();
        for (var y = 0; y < Painter.Size; y++)
        {
            var rows = images.Select(image => string.Concat(Row(image, y)));
            text.Append(string.Join("  ", rows).TrimEnd()).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<char> Row(byte[] image, int y) =>
        image.Skip(y * Painter.Size).Take(Painter.Size).Select(grey => Greys[grey * Greys.Length / 256]);
}
