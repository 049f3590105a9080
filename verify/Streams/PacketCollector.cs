using HwGen.Verify.Simulation;

namespace HwGen.Verify.Streams;

/// <summary>Puts the beats of a stream together to packets.</summary>
internal sealed class PacketCollector(StreamPorts ports)
{
    private readonly byte[] beat = new byte[ports.BeatBytes];
    private readonly List<byte> packet = [];

    /// <summary>Adds the beat that is on the ports now.</summary>
    /// <returns>the packet if it is whole, otherwise null</returns>
    public byte[]? Add()
    {
        ports.Data.GetBytes(beat);
        if (ports.Keep is { } keep)
        {
            var kept = keep.Bytes;
            for (var i = 0; i < beat.Length; i++)
                if ((kept[i / 8] >> (i % 8) & 1) != 0)
                    packet.Add(beat[i]);
        }
        else
        {
            packet.AddRange(beat);
        }

        if (ports.Last is { IsHigh: false })
            return null;
        var whole = packet.ToArray();
        packet.Clear();
        return whole;
    }
}
