using HwGen.Verify.Mutation.Operators;

namespace HwGen.Verify.Mutation;

/// <summary>The kinds of mistakes that are made.</summary>
public static class MutationOperators
{
    /// <summary>All of them. A new one takes its place at the end: then old seeds keep their mutations of the others.</summary>
    public static IReadOnlyList<IMutationOperator> All { get; } =
    [
        new SwappedOperator("arithmetic operator", ("+", "-"), ("-", "+"), ("*", "+"), ("/", "*"), ("%", "/")),
        new SwappedOperator("bitwise operator", ("&", "|"), ("|", "&"), ("^", "|")),
        new SwappedOperator("logical operator", ("&&", "||"), ("||", "&&")),
        new SwappedOperator("equality operator", ("==", "!="), ("!=", "==")),
        new SwappedOperator("relational operator", ("<", "<="), ("<=", "<"), (">", ">="), (">=", ">")),
        new SwappedOperator("shift operator", ("<<", ">>"), (">>", "<<"), (">>>", ">>")),
        new DroppedNegation(),
        new WrongConstant(),
        new NegatedCondition(),
        new StuckCondition(),
        new NarrowedSlice(),
        new DroppedAssignment(),
        new StuckNet(),
        new StuckPort(),
        new SwappedOperands(),
    ];
}
