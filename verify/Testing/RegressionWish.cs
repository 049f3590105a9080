using System.Reflection;
using HwGen.Verify.Simulation;

namespace HwGen.Verify.Testing;

/// <summary>What only an assembly marked <see cref="RegressionAttribute"/> gets, asked for by a test of one that is not.</summary>
internal static class RegressionWish
{
    /// <summary>Refuses rather than run a test without the isolation, or all tests in each shard.</summary>
    /// <exception cref="InvalidOperationException">something is asked for that the assembly does not get</exception>
    public static void Refuse(Type type, string method)
    {
        var isInWorker = Environment.GetEnvironmentVariable(ProgressPage.FileVariable) is { Length: > 0 };
        if (isInWorker || type.Assembly.IsDefined(typeof(RegressionAttribute)) || Wish(type, method) is not { } wish)
            return;
        throw new InvalidOperationException(
            $"{wish} needs the line [assembly: Regression] in the assembly of the tests, {type.Assembly.GetName().Name}");
    }

    private static string? Wish(Type type, string method)
    {
        var isolation = Environment.GetEnvironmentVariable(IsolatedAttribute.Variable);
        if (Environment.GetEnvironmentVariable(Shard.Variable) is { Length: > 0 } shard)
            return $"{Shard.Variable}={shard}";
        if (isolation == "1")
            return $"{IsolatedAttribute.Variable}={isolation}";
        const BindingFlags all = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var isMarked = type.IsDefined(typeof(IsolatedAttribute)) || type.Assembly.IsDefined(typeof(IsolatedAttribute))
            || type.GetMember(method, MemberTypes.Method, all).Any(member => member.IsDefined(typeof(IsolatedAttribute)));
        return isMarked && isolation != "0" ? "[Isolated]" : null;
    }
}
