namespace HwGen.Verify.Mutation.Operators;

/// <summary>An operator of two operands becomes another one.</summary>
/// <param name="kind">what kind of operator</param>
/// <param name="pairs">right and wrong operator</param>
internal sealed class SwappedOperator(string kind, params (string Right, string Wrong)[] pairs) : IMutationOperator
{
    public string Kind => kind;

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.IsBinary(i) && !source.Assigns(i)
        from pair in pairs
        where pair.Right == source.At(i)
        select source.Replace(Kind, i, i, pair.Wrong);
}
