namespace HwGen.Verify.Mutation.Operators;

/// <summary>The conditions of <c>if</c> and <c>?:</c>.</summary>
internal static class Conditions
{
    /// <summary>First and last token of each.</summary>
    public static IEnumerable<(int First, int Last)> Of(VerilogSource source)
    {
        foreach (var i in source.Places)
        {
            if (source.At(i) == "if")
                yield return (i + 2, source.Partner(i + 1) - 1);
            else if (source.At(i) == "?")
                yield return (source.ConditionStart(i), i - 1);
        }
    }
}
