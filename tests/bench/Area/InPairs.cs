using System.Diagnostics;

namespace HwGen.Bench.Area;

/// <summary>Synthesizes two designs at a time, a core each.</summary>
internal static class InPairs
{
    /// <summary>Each result as soon as it and those before it are there; how long each took goes to standard error, which leaves the tables as they are.</summary>
    /// <param name="all">what to synthesize</param>
    /// <param name="name">says which it was</param>
    /// <param name="synthesize">does it</param>
    public static IEnumerable<TResult> Of<T, TResult>(IEnumerable<T> all, Func<T, string> name, Func<T, TResult> synthesize) => all
        .AsParallel().AsOrdered().WithDegreeOfParallelism(2).WithMergeOptions(ParallelMergeOptions.NotBuffered)
        .Select(one =>
        {
            var watch = Stopwatch.StartNew();
            TResult result = synthesize(one);
            Console.Error.WriteLine($"{watch.Elapsed.TotalSeconds,5:0} s  {name(one)}");
            return result;
        });
}
