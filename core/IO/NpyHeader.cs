using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HwGen.Core.IO;

/// <summary>The text in front of a .npy file's numbers: element type, order, shape.</summary>
/// <remarks>Source: numpy.lib.format, versions 1.0, 2.0 and 3.0.</remarks>
internal sealed partial record NpyHeader(string Descriptor, bool IsFortran, int[] Shape, int Length)
{
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    public long DataBytes => Shape.Aggregate((long)NpyElements.SizeOf(Descriptor), (bytes, dimension) => checked(bytes * dimension));

    public static NpyHeader Parse(ReadOnlySpan<byte> file, string source)
    {
        if (file.Length < 10 || !file[..6].SequenceEqual(Magic))
            throw IoErrors.Refuse(source, "no .npy header", "a file that starts with \\x93NUMPY");
        int version = file[6];
        if (version is < 1 or > 3)
            throw IoErrors.Refuse(source, $".npy version {version}", "1 to 3");
        var start = version == 1 ? 10 : 12;
        if (file.Length < start)
            throw IoErrors.Refuse(source, $"{file.Length} bytes", $"at least {start} for the header");
        long length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(file[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(file[8..]);
        if (file.Length < start + length)
            throw IoErrors.Refuse(source, $"{file.Length} bytes", $"at least {start + length} for the header");
        var text = Encoding.UTF8.GetString(file.Slice(start, (int)length));
        return new NpyHeader(DescriptorIn(text, source), IsFortranIn(text, source), ShapeIn(text, source), start + (int)length);
    }

    public static byte[] Format(string descriptor, IReadOnlyList<int> shape)
    {
        var dimensions = string.Join(", ", shape.Select(d => d.ToString(CultureInfo.InvariantCulture))) + (shape.Count == 1 ? "," : "");
        var text = $"{{'descr': '{descriptor}', 'fortran_order': False, 'shape': ({dimensions}), }}";
        var length = (10 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var bytes = new byte[length];
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), checked((ushort)(length - 10)));
        Encoding.ASCII.GetBytes(text.PadRight(length - 11) + "\n").CopyTo(bytes, 10);
        return bytes;
    }

    private static string DescriptorIn(string text, string source)
    {
        var match = DescriptorPattern().Match(text);
        if (!match.Success)
            throw IoErrors.Refuse(source, $"header {text.Trim()}", $"'descr' with one of {NpyElements.Allowed}");
        var descriptor = match.Groups[1].Value;
        if (descriptor is "<i1" or "<u1" or ">i1" or ">u1")
            descriptor = "|" + descriptor[1..];
        if (NpyElements.SizeOf(descriptor) == 0)
            throw IoErrors.Refuse(source, $"element type {descriptor}", NpyElements.Allowed);
        return descriptor;
    }

    private static bool IsFortranIn(string text, string source)
    {
        var match = OrderPattern().Match(text);
        return match.Success
            ? match.Groups[1].Value == "True"
            : throw IoErrors.Refuse(source, $"header {text.Trim()}", "'fortran_order' with True or False");
    }

    private static int[] ShapeIn(string text, string source)
    {
        var match = ShapePattern().Match(text);
        if (!match.Success)
            throw IoErrors.Refuse(source, $"header {text.Trim()}", "'shape' with numbers in parentheses");
        var parts = match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var shape = new int[parts.Length];
        long count = 1;
        for (var i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw IoErrors.Refuse(source, $"dimension {parts[i]}", "0 to 2147483647");
            count = shape[i] == 0 ? 0 : Math.Min(count, int.MaxValue) * shape[i];
        }

        return count <= int.MaxValue / 8
            ? shape
            : throw IoErrors.Refuse(source, $"shape {Tensor<int>.Describe(shape)}", $"at most {int.MaxValue / 8} numbers");
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex DescriptorPattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
