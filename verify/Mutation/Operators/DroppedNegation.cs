namespace HwGen.Verify.Mutation.Operators;

/// <summary>A <c>!</c> or <c>~</c> is forgotten.</summary>
internal sealed class DroppedNegation : IMutationOperator
{
    public string Kind => "dropped negation";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.At(i) is "!" or "~"
        select source.Replace(Kind, i, i + 1, source.At(i + 1));
}
