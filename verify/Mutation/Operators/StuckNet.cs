namespace HwGen.Verify.Mutation.Operators;

/// <summary>A net is always 0 or always 1, whatever drives it.</summary>
internal sealed class StuckNet : IMutationOperator
{
    public string Kind => "stuck net";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.At(i) == "=" && source.Assigns(i) && !source.AssignsInProcess(i) && IsNet(source, i)
        from value in new[] { "1'b0", "1'b1" }
        let end = source.Find(i, ";", ",") - 1
        where source.Between(i + 1, end) != value
        select source.Replace(Kind, i + 1, end, value);

    // Of a parameter, the number would be wrong and no net stuck.
    private static bool IsNet(VerilogSource source, int i)
    {
        while (i >= 0 && source.At(i) is not (";" or "(" or "begin" or "end" or "else" or "generate"))
        {
            if (source.At(i) is "assign" or "wire")
                return true;
            i--;
        }

        return false;
    }
}
