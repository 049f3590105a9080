namespace HwGen.Verify.Mutation.Operators;

/// <summary>The two parts of a concatenation are in the wrong order.</summary>
internal sealed class SwappedOperands : IMutationOperator
{
    public string Kind => "swapped parts";

    public IEnumerable<Mutation> Find(VerilogSource source)
    {
        foreach (var open in source.Places.Where(i => source.At(i) == "{"))
        {
            var close = source.Partner(open);
            var comma = source.Find(open + 1, ",");
            if (comma >= close || source.Find(comma + 1, ",") < close)
                continue;
            var (first, second) = (source.Between(open + 1, comma - 1), source.Between(comma + 1, close - 1));
            yield return source.Replace(Kind, open + 1, close - 1, $"{second}, {first}");
        }
    }
}
