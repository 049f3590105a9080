namespace HwGen.Verify.Mutation;

/// <summary>A kind of mistake: finds every place of a file where it can be made.</summary>
public interface IMutationOperator
{
    /// <summary>What kind, in two words.</summary>
    string Kind { get; }

    /// <summary>Every mutation of this kind, in the order of the text.</summary>
    IEnumerable<Mutation> Find(VerilogSource source);
}
