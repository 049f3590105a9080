namespace HwGen.Examples.Digits.Drawing;

/// <summary>A stream of random numbers that is the same on every machine and in every version of .NET.</summary>
/// <remarks>SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.</remarks>
public sealed class RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>Starts stream number <paramref name="number"/> of <paramref name="seed"/>; streams do not depend on each other.</summary>
    public RandomStream(int seed, int number) => _state = Mix(Mix((ulong)seed) + (Golden * (ulong)number));

    /// <summary>Uniform in [0, 1).</summary>
    public double NextUnit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Uniform in [-1, 1).</summary>
    public double NextSigned() => (2 * NextUnit()) - 1;

    /// <summary>Uniform between the two ends.</summary>
    public double NextBetween(double low, double high) => low + ((high - low) * NextUnit());

    /// <summary>Uniform integer from 0 to <paramref name="count"/> - 1.</summary>
    public int NextIndex(int count) => (int)(NextUnit() * count);

    /// <summary>Bell-shaped, mean 0, deviation 1, never beyond 3: the sum of four uniform numbers.</summary>
    /// <remarks>A sum needs no logarithm, which mathematical libraries round differently.</remarks>
    public double NextNormal() => (NextSigned() + NextSigned() + NextSigned() + NextSigned()) * HalfRootThree;

    // Each number has variance 1/3, their sum 4/3.
    private const double HalfRootThree = 0.8660254037844386;

    private ulong Next() => Mix(_state += Golden);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
