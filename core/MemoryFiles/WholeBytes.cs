using HwGen.Core.Errors;

namespace HwGen.Core.MemoryFiles;

/// <summary>Checks of files that store a word in whole bytes.</summary>
internal static class WholeBytes
{
    /// <summary>The bits above the width must be 0.</summary>
    public static void Require(ReadOnlySpan<byte> bytes, MemoryShape shape, string where)
    {
        if (shape.Width % 8 == 0)
            return;
        for (int word = 0; word < shape.Depth; word++)
        {
            byte last = bytes[((word + 1) * shape.WordBytes) - 1];
            if (last >> (shape.Width % 8) != 0)
                throw new InputException(where, $"word {word} has bits above its width, must have {shape.Width}");
        }
    }
}
