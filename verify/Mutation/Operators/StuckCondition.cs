namespace HwGen.Verify.Mutation.Operators;

/// <summary>A condition always or never holds; for a reset: it never comes, or stays.</summary>
internal sealed class StuckCondition : IMutationOperator
{
    public string Kind => "stuck condition";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from condition in Conditions.Of(source)
        from value in new[] { "1'b0", "1'b1" }
        select source.Replace(Kind, condition.First, condition.Last, value);
}
