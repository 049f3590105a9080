using HwGen.Verify.Simulation;

namespace HwGen.Verify.Axi4;

/// <summary>Bytes at any address of 64 bits, kept where they were touched. What was never written is random.</summary>
/// <param name="random">where the bytes that were never written come from; they do not depend on the order of accesses</param>
public sealed class SparseMemory(SimRandom random)
{
    private const int PageBytes = Axi4Burst.PageBytes;

    private readonly Dictionary<ulong, byte[]> pages = [];
    private readonly ulong seed = random.NextUInt64();
    private byte[]? lastPage;
    private ulong lastNumber;

    /// <summary>Copies bytes out.</summary>
    /// <param name="address">the first byte's address</param>
    /// <param name="target">where they go</param>
    public void Read(ulong address, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var part = Part(address, target.Length);
            part.CopyTo(target);
            target = target[part.Length..];
            address = unchecked(address + (ulong)part.Length);
        }
    }

    /// <summary>Copies bytes out.</summary>
    /// <param name="address">the first byte's address</param>
    /// <param name="count">how many</param>
    public byte[] Read(ulong address, int count)
    {
        var bytes = new byte[count];
        Read(address, bytes);
        return bytes;
    }

    /// <summary>Copies bytes in.</summary>
    /// <param name="address">the first byte's address</param>
    /// <param name="source">the bytes</param>
    public void Write(ulong address, ReadOnlySpan<byte> source)
    {
        while (!source.IsEmpty)
        {
            var part = Part(address, source.Length);
            source[..part.Length].CopyTo(part);
            source = source[part.Length..];
            address = unchecked(address + (ulong)part.Length);
        }
    }

    // What lies in one page, at most so many bytes.
    private Span<byte> Part(ulong address, int most)
    {
        var offset = (int)(address % PageBytes);
        return Page(address / PageBytes).AsSpan(offset, Math.Min(most, PageBytes - offset));
    }

    private byte[] Page(ulong number)
    {
        if (lastPage is not null && lastNumber == number)
            return lastPage;
        if (!pages.TryGetValue(number, out var page))
        {
            page = new byte[PageBytes];
            new SimRandom(seed ^ unchecked(number * 0x9E3779B97F4A7C15)).NextBytes(page);
            pages.Add(number, page);
        }

        (lastPage, lastNumber) = (page, number);
        return page;
    }
}
