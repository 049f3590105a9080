using System.Text;
using HwGen.Core.Registers;

namespace HwGen.Hdlgen.Registers;

/// <summary>Draws the bits of a register as SVG: 31 on the left, a box a field, grey where nothing is.</summary>
internal static class BitPicture
{
    private const int BitWidth = 30;
    private const int LetterWidth = 7;
    private const int Top = 14;

    public static string Of(Register register)
    {
        List<Box> boxes = [.. Boxes(register)];
        int height = Math.Max(26, boxes.Where(box => !box.FitsAcross).Select(box => (box.Name.Length * LetterWidth) + 12).DefaultIfEmpty(0).Max());
        var text = new StringBuilder($"<svg viewBox=\"0 0 {(32 * BitWidth) + 2} {Top + height + 2}\" role=\"img\" aria-label=\"bits of {register.Name}\">\n");
        foreach (Box box in boxes)
            Append(text, box, height);
        return text.Append("</svg>\n").ToString();
    }

    private static IEnumerable<Box> Boxes(Register register)
    {
        if (register.Fields.IsEmpty)
        {
            yield return new Box(31, 0, register.Name);
            yield break;
        }

        int free = 31;
        foreach (RegisterField field in register.Fields.Reverse())
        {
            if (field.High < free)
                yield return new Box(free, field.High + 1, "");
            yield return new Box(field.High, field.Low, field.Name);
            free = field.Low - 1;
        }

        if (free >= 0)
            yield return new Box(free, 0, "");
    }

    private static void Append(StringBuilder text, Box box, int height)
    {
        int middle = box.Left + (box.Width / 2);
        text.Append($"<rect class=\"{(box.Name.Length == 0 ? "none" : "field")}\" x=\"{box.Left}\" y=\"{Top}\" width=\"{box.Width}\" height=\"{height}\"/>");
        if (box.High == box.Low)
        {
            text.Append($"<text class=\"bit\" x=\"{middle}\" y=\"{Top - 4}\" text-anchor=\"middle\">{box.High}</text>");
        }
        else
        {
            text.Append($"<text class=\"bit\" x=\"{box.Left + 3}\" y=\"{Top - 4}\">{box.High}</text>");
            text.Append($"<text class=\"bit\" x=\"{box.Left + box.Width - 3}\" y=\"{Top - 4}\" text-anchor=\"end\">{box.Low}</text>");
        }

        string place = box.FitsAcross
            ? $"x=\"{middle}\" y=\"{Top + (height / 2) + 4}\""
            : $"transform=\"translate({middle + 4} {Top + (height / 2)}) rotate(-90)\"";
        if (box.Name.Length > 0)
            text.Append($"<text {place} text-anchor=\"middle\">{box.Name}</text>");
        text.Append('\n');
    }

    private sealed record Box(int High, int Low, string Name)
    {
        public int Left => ((31 - High) * BitWidth) + 1;

        public int Width => (High - Low + 1) * BitWidth;

        public bool FitsAcross => Name.Length * LetterWidth <= Width;
    }
}
