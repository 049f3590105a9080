using HwGen.Verify.Simulation;
using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>The rules that a single burst can break.</summary>
internal static class BurstRules
{
    private const int LongestFixed = 16;

    /// <summary>The first rule that a request for a burst breaks.</summary>
    /// <param name="burst">the burst</param>
    /// <param name="busBytes">bytes of the data bus</param>
    /// <returns>the rule's name and what is wrong, null if nothing is</returns>
    public static (string Rule, string Problem)? Broken(Axi4Burst burst, int busBytes)
    {
        if (burst.Kind is < BurstKind.Fixed or > BurstKind.Wrap)
            return ("BURST_KIND", $"a burst at 0x{burst.Address:x} is of kind {(int)burst.Kind}, which is reserved");
        if (burst.BeatBytes > busBytes)
            return ("BURST_SIZE", $"{burst}: the bus has {busBytes} bytes");
        if (burst.Kind == BurstKind.Fixed && burst.Beats > LongestFixed)
            return ("FIXED_LENGTH", $"{burst}: a FIXED burst has at most {LongestFixed} beats");
        if (burst.Kind == BurstKind.Wrap && burst.Beats is not (2 or 4 or 8 or 16))
            return ("WRAP_LENGTH", $"{burst}: a WRAP burst has 2, 4, 8 or 16 beats");
        if (burst.Kind == BurstKind.Wrap && burst.Address % (ulong)burst.BeatBytes != 0)
            return ("WRAP_ALIGNED", $"{burst}: the address of a WRAP burst is a multiple of its beat");
        var last = unchecked(burst.AddressOf(burst.Beats - 1) + (ulong)burst.BytesOf(burst.Beats - 1) - 1);
        if (burst.Kind == BurstKind.Incr && burst.Address / Axi4Burst.PageBytes != last / Axi4Burst.PageBytes)
            return ("PAGE_CROSSED", $"{burst} ends at 0x{last:x}, beyond the 4 KiB page in which it begins");
        return null;
    }

    /// <summary>Refuses a request that breaks a rule.</summary>
    /// <param name="bus">the bus's name</param>
    /// <param name="channel">the channel's name, AW or AR</param>
    /// <param name="burst">the burst</param>
    /// <param name="busBytes">bytes of the data bus</param>
    /// <exception cref="ProtocolViolationException">it breaks one</exception>
    public static void Check(string bus, string channel, Axi4Burst burst, int busBytes)
    {
        if (Broken(burst, busBytes) is { } broken)
            throw new ProtocolViolationException(bus, broken.Rule, $"{channel}: {broken.Problem}");
    }

    /// <summary>Refuses a last signal that is high or low in the wrong beat.</summary>
    /// <param name="bus">the bus's name</param>
    /// <param name="rule">the rule's name</param>
    /// <param name="signal">the signal, null if the bus has none</param>
    /// <param name="isLast">whether the beat says it is the last</param>
    /// <param name="beat">the beat, from 0</param>
    /// <param name="request">what the beat belongs to</param>
    /// <exception cref="ProtocolViolationException">it is wrong</exception>
    public static void CheckLast(string bus, string rule, Signal? signal, bool isLast, int beat, Axi4Request request)
    {
        if (signal is null || isLast == (beat == request.Burst.Beats - 1))
            return;
        throw new ProtocolViolationException(
            bus, rule, $"{signal.Name} is {(isLast ? "high" : "low")} in beat {beat + 1} of {request.Burst.Beats} of the {request}");
    }
}
