namespace HwGen.Cli.Boards;

/// <summary>CRC-16/IBM-3740: polynomial 0x1021, highest bit first, from 0xFFFF; "123456789" gives 0x29B1.</summary>
public static class Crc16
{
    /// <summary>The CRC of some bytes.</summary>
    public static ushort Of(ReadOnlySpan<byte> bytes)
    {
        int crc = 0xFFFF;
        foreach (byte value in bytes)
        {
            crc ^= value << 8;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ 0x11021 : crc << 1;
        }

        return (ushort)crc;
    }
}
