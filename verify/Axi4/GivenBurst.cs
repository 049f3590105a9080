using System.Numerics;

namespace HwGen.Verify.Axi4;

/// <summary>Refuses bursts that a master model must not send.</summary>
internal static class GivenBurst
{
    /// <summary>Checks a burst against the standard, the bus and its data.</summary>
    /// <param name="ports">the bus</param>
    /// <param name="channel">its address channel</param>
    /// <param name="burst">the burst</param>
    /// <param name="length">bytes of its data</param>
    /// <param name="id">its id</param>
    /// <exception cref="ArgumentException">it does not fit; the message names all reasons</exception>
    public static void Check(Axi4Ports ports, Axi4AddressPorts channel, Axi4Burst burst, int length, ulong id)
    {
        var problems = new List<string>();
        if (burst.Beats < 1 || burst.Beats > channel.MostBeats)
            problems.Add($"{burst}: must have 1 to {channel.MostBeats} beats");
        if (burst.BeatBytes is < 1 or > 128 || !BitOperations.IsPow2(burst.BeatBytes))
            problems.Add($"{burst}: the bytes of a beat must be a power of two from 1 to 128");
        if (problems.Count == 0)
            CheckFit(problems, ports, channel, burst, length, id);
        if (problems.Count > 0)
            throw new ArgumentException(string.Join("\n", problems.Select(problem => $"{ports.Name}: {problem}")), nameof(burst));
    }

    /// <summary>Checks the enables of a write.</summary>
    /// <param name="ports">the bus</param>
    /// <param name="burst">the burst</param>
    /// <param name="enables">how many there are, 0 for none</param>
    /// <exception cref="ArgumentException">they do not fit</exception>
    public static void CheckEnable(Axi4Ports ports, Axi4Burst burst, int enables)
    {
        if (enables > 0 && enables != burst.ByteCount)
            throw new ArgumentException($"{ports.Name}: {burst} has {burst.ByteCount} bytes, given {enables} enables", nameof(enables));
        if (ports.Write!.Strobe is null && (enables > 0 || burst.BeatBytes < ports.BusBytes || burst.ByteCount < burst.Beats * burst.BeatBytes))
            throw new ArgumentException($"{ports.Name}: {burst}: the bus has no strobes, so it writes whole words only", nameof(enables));
    }

    private static void CheckFit(List<string> problems, Axi4Ports ports, Axi4AddressPorts channel, Axi4Burst burst, int length, ulong id)
    {
        if (BurstRules.Broken(burst, ports.BusBytes) is var (rule, problem))
            problems.Add($"{rule}: {problem}");
        if (!channel.HasSize && burst.BeatBytes != ports.BusBytes)
            problems.Add($"{burst}: the bus has no {channel.Channel.Name}SIZE, so beats have {ports.BusBytes} bytes");
        if (!channel.HasKind && burst.Kind != BurstKind.Incr)
            problems.Add($"{burst}: the bus has no {channel.Channel.Name}BURST, so bursts are INCR");
        if (length != burst.ByteCount)
            problems.Add($"{burst} has {burst.ByteCount} bytes, given {length}");
        if (channel.IdWidth < 64 && id >> channel.IdWidth != 0)
            problems.Add($"id {id} does not fit in {channel.IdWidth} bits");
        if (channel.AddressWidth < 64 && burst.Address >> channel.AddressWidth != 0)
            problems.Add($"{burst}: the address does not fit in {channel.AddressWidth} bits");
    }
}
