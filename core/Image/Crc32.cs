namespace HwGen.Core.Image;

/// <summary>CRC-32 as in IEEE 802.3, zip and png: polynomial 0x04C11DB7 reflected, start and end inverted.</summary>
public static class Crc32
{
    /// <summary>The checksum; of the ASCII digits 123456789 it is 0xCBF43926.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        Span<uint> table = stackalloc uint[256];
        for (uint i = 0; i < 256; i++)
        {
            uint entry = i;
            for (int bit = 0; bit < 8; bit++)
                entry = (entry >> 1) ^ ((entry & 1) * 0xEDB88320);
            table[(int)i] = entry;
        }

        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = (crc >> 8) ^ table[(byte)crc ^ value];
        return ~crc;
    }
}
