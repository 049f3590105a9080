namespace HwGen.Verify.Mutation.Operators;

/// <summary>A slice that is read is a bit too short, with a 0 in its place; a memory has a word too few.</summary>
/// <remarks>The width stays as it is: where it does not, Verilator warns and no test is needed.</remarks>
internal sealed class NarrowedSlice : IMutationOperator
{
    public string Kind => "narrowed slice";

    public IEnumerable<Mutation> Find(VerilogSource source)
    {
        foreach (var open in source.Places.Where(i => source.At(i) == "[" && source.IsBinary(i)))
        {
            var close = source.Partner(open);
            var middle = source.Find(open + 1, ":", "+:", "-:");
            if (middle >= close || source.Assigns(close + 1))
                continue;
            if (source.At(open + 1) == "0")
            {
                yield return source.Replace(Kind, middle + 1, close - 1, $"({source.Between(middle + 1, close - 1)})-1");
                continue;
            }

            var (first, last) = source.At(middle) == ":" ? (open + 1, middle - 1) : (middle + 1, close - 1);
            var (start, mark) = (source.OperandStart(open), source.Text[source.Tokens[open].Offset..source.Tokens[first].Offset]);
            yield return source.Replace(
                Kind, start, close,
                $"{{1'b0, {source.Between(start, open - 1)}{mark}({source.Between(first, last)})-1{source.Text[source.Tokens[last].End..source.Tokens[close].End]}}}");
        }
    }
}
