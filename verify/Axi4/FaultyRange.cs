using HwGen.Verify.Streams;

namespace HwGen.Verify.Axi4;

/// <summary>Addresses that a memory answers with an error.</summary>
/// <param name="First">the first of them</param>
/// <param name="Last">the last of them</param>
/// <param name="Response">the answer</param>
public sealed record FaultyRange(ulong First, ulong Last, AxiResponse Response)
{
    /// <summary>The worst answer to some bytes.</summary>
    /// <param name="ranges">all ranges</param>
    /// <param name="address">the first byte's address</param>
    /// <param name="count">how many, at least one</param>
    internal static AxiResponse Worst(IReadOnlyList<FaultyRange> ranges, ulong address, int count)
    {
        var worst = AxiResponse.Okay;
        for (var i = 0; i < ranges.Count; i++)
            if (address <= ranges[i].Last && address + (ulong)(count - 1) >= ranges[i].First && ranges[i].Response > worst)
                worst = ranges[i].Response;
        return worst;
    }
}
