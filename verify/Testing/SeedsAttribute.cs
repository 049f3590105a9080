using System.Collections;
using System.Globalization;
using System.Reflection;
using Xunit.Sdk;

namespace HwGen.Verify.Testing;

/// <summary>Runs a theory with several seeds, and with parameters beside them: <c>[Theory, Seeds(5, 16, "burst")]</c> calls
/// <c>Test(ulong seed, int depth, string traffic)</c> five times.</summary>
/// <remarks>A seed follows from the test's name, the parameters and <c>HWGEN_SEED</c>: other tests do not change it, another
/// global seed changes all. <c>HWGEN_ONLY_SEED</c> runs the one seed that a failure named.</remarks>
/// <param name="count">how many seeds</param>
/// <param name="parameters">the arguments behind the seed</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class SeedsAttribute(int count, params object[] parameters) : DataAttribute
{
    /// <summary>Name of a static property or method of the test's class: a sequence of further arguments, one or an
    /// <c>object[]</c> at a time, each run with its own seeds.</summary>
    public string? Over { get; set; }

    /// <inheritdoc/>
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        var seeds = TestSeeds.FromEnvironment();
        var type = testMethod.ReflectedType!;
        var rows = Rows(seeds, type, testMethod.Name).ToList();
        if (seeds.Only is not { } only)
            return rows.Select(row => row.Arguments);

        // The seed of a failure belongs to one set of parameters; a foreign one is tried on all.
        var owned = testMethod.GetCustomAttributes<SeedsAttribute>().Any(
            attribute => attribute.Rows(seeds, type, testMethod.Name).Any(row => row.Seed == only));
        return owned
            ? rows.Where(row => row.Seed == only).Select(row => row.Arguments)
            : rows.DistinctBy(row => row.Text).Select(row => (object[])[only, .. row.Arguments[1..]]);
    }

    private IEnumerable<(ulong Seed, string Text, object[] Arguments)> Rows(TestSeeds seeds, Type type, string method)
    {
        foreach (var arguments in ParameterSets(type))
        {
            var text = string.Join(", ", arguments.Select(argument => Convert.ToString(argument, CultureInfo.InvariantCulture)));
            foreach (var seed in seeds.All($"{type.FullName}.{method}", text, count))
                yield return (seed, text, [seed, .. arguments]);
        }
    }

    private IEnumerable<object[]> ParameterSets(Type type)
    {
        if (Over is null)
            return [parameters];
        const BindingFlags statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;
        var member = type.GetProperty(Over, statics)?.GetValue(null) ?? type.GetMethod(Over, statics, [])?.Invoke(null, null);
        if (member is not IEnumerable sequence)
            throw new ArgumentException($"{type.FullName} has no static property or method {Over} that is a sequence");
        return sequence.Cast<object>().Select(item => (object[])[.. parameters, .. item as object[] ?? [item]]);
    }
}
