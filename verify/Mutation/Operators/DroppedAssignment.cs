namespace HwGen.Verify.Mutation.Operators;

/// <summary>An assignment of a process is forgotten.</summary>
internal sealed class DroppedAssignment : IMutationOperator
{
    public string Kind => "dropped assignment";

    public IEnumerable<Mutation> Find(VerilogSource source) =>
        from i in source.Places
        where source.AssignsInProcess(i)
        select source.Replace(Kind, source.OperandStart(i), source.Find(i, ";"), "begin end");
}
