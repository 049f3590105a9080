using HwGen.Core.Errors;
using HwGen.Core.IO;

namespace HwGen.Core.MemoryFiles;

/// <summary>NumPy array |u1 [depth, bytes of a word], little-endian in a row.</summary>
public sealed class NpyFormat : MemoryFormat
{
    public override string Extension => "npy";

    public override string Purpose => "NumPy: |u1 [depth, bytes of a word]";

    public override byte[] Write(MemoryWords words) =>
        NpyFile.Format(new Tensor<byte>(words.Bytes.ToArray(), words.Shape.Depth, words.Shape.WordBytes));

    public override MemoryWords Read(ReadOnlySpan<byte> file, MemoryShape shape, string where)
    {
        NpyArray array = NpyFile.Parse(file, where);
        if (array.Values is not byte[] bytes || array.Descriptor != "|u1" || !array.Shape.SequenceEqual([shape.Depth, shape.WordBytes]))
            throw new InputException(where, $"{array.Descriptor} {Tensor<int>.Describe(array.Shape)}, must be |u1 [{shape.Depth}, {shape.WordBytes}]");
        WholeBytes.Require(bytes, shape, where);
        return new MemoryWords(shape, bytes);
    }
}
