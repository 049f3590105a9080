namespace HwGen.Verify.Simulation;

/// <summary>Random numbers that depend on nothing but their seed, on any machine.</summary>
/// <remarks>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
/// <param name="seed">where they start</param>
public sealed class SimRandom(ulong seed)
{
    private ulong state = seed;

    /// <summary>A generator of its own for every name: adding one does not change the numbers of the others.</summary>
    /// <param name="seed">the seed of the whole</param>
    /// <param name="name">what the numbers are for</param>
    public static SimRandom For(ulong seed, string name)
    {
        const ulong fnvOffset = 14695981039346656037;
        const ulong fnvPrime = 1099511628211;
        var hash = fnvOffset;
        foreach (var letter in name)
            hash = unchecked((hash ^ letter) * fnvPrime);
        return new SimRandom(new SimRandom(seed).NextUInt64() ^ hash);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 to <paramref name="end"/> - 1.</summary>
    /// <param name="end">1 or more</param>
    public int Next(int end)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, 1);
        return (int)Math.BigMul(NextUInt64(), (ulong)end, out _);
    }

    /// <summary>A number from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public int Next(int first, int last) => first + Next(checked(last - first + 1));

    /// <summary>True with a probability from 0 to 1.</summary>
    public bool Chance(double probability) => (NextUInt64() >> 11) < probability * (1UL << 53);

    /// <summary>Fills bytes with random ones.</summary>
    public void NextBytes(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = (byte)NextUInt64();
    }
}
