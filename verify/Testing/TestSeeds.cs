using System.Globalization;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Testing;

/// <summary>Which seeds a test runs with: they follow from its name, its parameters and one global seed.</summary>
/// <param name="Global">the global seed, <c>HWGEN_SEED</c></param>
/// <param name="Only">the one seed to run, <c>HWGEN_ONLY_SEED</c>; null for all</param>
public sealed record TestSeeds(ulong Global, ulong? Only)
{
    /// <summary>The variable that holds the global seed.</summary>
    public const string GlobalVariable = "HWGEN_SEED";

    /// <summary>The variable that holds the one seed to run.</summary>
    public const string OnlyVariable = "HWGEN_ONLY_SEED";

    /// <summary>As the environment has it; the global seed is 1 where it says nothing.</summary>
    public static TestSeeds FromEnvironment() => new(Read(GlobalVariable) ?? 1, Read(OnlyVariable));

    /// <summary>The seeds of one test with one set of parameters, whether or not only one shall run.</summary>
    /// <param name="test">its full name</param>
    /// <param name="parameters">its parameters as text</param>
    /// <param name="count">how many</param>
    public IEnumerable<ulong> All(string test, string parameters, int count)
    {
        var random = SimRandom.For(Global, $"{test}({parameters})");
        for (var i = 0; i < count; i++)
            yield return 1 + (random.NextUInt64() >> 32);
    }

    private static ulong? Read(string variable)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text))
            return null;
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"{variable}: {text}, must be a number from 0 to {ulong.MaxValue}");
    }
}
