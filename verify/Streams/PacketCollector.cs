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
        var count = ports.Keep is { } keep ? KeepMask.LeadingOnes(keep.Bytes, keep.Width) : beat.Length;
        packet.AddRange(beat.AsSpan(0, count));
        for (var i = count; i < beat.Length; i++)  // after a gap, which the monitor complains of
            if (KeepMask.IsKept(ports.Keep!.Bytes, i))
                packet.Add(beat[i]);

        if (ports.Last is { IsHigh: false })
            return null;
        var whole = packet.ToArray();
        packet.Clear();
        return whole;
    }
}
