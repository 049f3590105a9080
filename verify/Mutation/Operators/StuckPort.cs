namespace HwGen.Verify.Mutation.Operators;

/// <summary>An input of an instance, its reset for one, is tied to 0 or 1 instead of being connected.</summary>
internal sealed class StuckPort : IMutationOperator
{
    public string Kind => "stuck port";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.At(i) == "." && source.At(i + 2) == "(" && source.At(i + 1).EndsWith("_i", StringComparison.Ordinal) && source.At(i + 1) != "clk_i"
        from value in new[] { "1'b0", "1'b1" }
        where source.At(i + 3) != value
        select source.Replace(Kind, i + 3, source.Partner(i + 2) - 1, value);
}
