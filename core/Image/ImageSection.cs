namespace HwGen.Core.Image;

/// <summary>A part of a weight image.</summary>
/// <param name="Name">header, tiles, lists, requantize or weights</param>
/// <param name="Offset">first byte, from the start of the image</param>
/// <param name="DataBytes">bytes that mean something</param>
/// <param name="Bytes">with the zeros up to a whole beat of the weight stream</param>
public sealed record ImageSection(string Name, int Offset, int DataBytes, int Bytes)
{
    /// <summary>First byte after the section.</summary>
    public int End => Offset + Bytes;
}
