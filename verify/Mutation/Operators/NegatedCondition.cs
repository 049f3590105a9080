namespace HwGen.Verify.Mutation.Operators;

/// <summary>A condition is the wrong way round, which is to say that its two branches are swapped.</summary>
internal sealed class NegatedCondition : IMutationOperator
{
    public string Kind => "swapped branches";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from condition in Conditions.Of(source)
        select source.Replace(Kind, condition.First, condition.Last, $"!({source.Between(condition.First, condition.Last)})");
}
