using HwGen.Hdlgen;
using HwGen.Verify.Mutation;

namespace HwGen.Tests.Unit.Verify;

public sealed class VerilogSourceTests
{
    private const string Text = """
        // a + b is no code
        module m #(parameter W = 4) (input wire clk_i, output reg [W-1:0] q);
            generate
                if (W < 2) begin : gen_invalid
                    m_needs_W_of_at_least_2 invalid_parameters ();
                end
            endgenerate
            wire unused_x = &{1'b0, q[0]};
            wire full = q <= 4'd9;   /* <= compares */
            (* keep *)
            reg [W-1:0] words [0:W-1];
            always @(posedge clk_i)
                if (rst_i) q <= 4'd0;
                else if (a <= b) q <= ~full ? q + 1'b1 : {full, q[W-1:1]};
        endmodule
        """;

    private static readonly string[] Mistakes =
    [
        "m.v:2: 4  ->  5  (wrong constant)", "m.v:2: 4  ->  3  (wrong constant)",
        "m.v:2: -  ->  +  (arithmetic operator)",
        "m.v:2: 1  ->  2  (wrong constant)", "m.v:2: 1  ->  0  (wrong constant)",
        "m.v:2: 0  ->  1  (wrong constant)",
        "m.v:9: <=  ->  <  (relational operator)",
        "m.v:9: 4'd9  ->  4'd10  (wrong constant)", "m.v:9: 4'd9  ->  4'd8  (wrong constant)",
        "m.v:9: q <= 4'd9  ->  1'b0  (stuck net)", "m.v:9: q <= 4'd9  ->  1'b1  (stuck net)",
        "m.v:11: -  ->  +  (arithmetic operator)",
        "m.v:11: 1  ->  2  (wrong constant)", "m.v:11: 1  ->  0  (wrong constant)",
        "m.v:11: 0  ->  1  (wrong constant)",
        "m.v:11: 0  ->  1  (wrong constant)",
        "m.v:11: -  ->  +  (arithmetic operator)",
        "m.v:11: 1  ->  2  (wrong constant)", "m.v:11: 1  ->  0  (wrong constant)",
        "m.v:11: W-1  ->  (W-1)-1  (narrowed slice)",
        "m.v:13: q <= 4'd0;  ->  begin end  (dropped assignment)",
        "m.v:13: rst_i  ->  !(rst_i)  (swapped branches)",
        "m.v:13: rst_i  ->  1'b0  (stuck condition)", "m.v:13: rst_i  ->  1'b1  (stuck condition)",
        "m.v:13: 4'd0  ->  4'd1  (wrong constant)",
        "m.v:14: <=  ->  <  (relational operator)",
        "m.v:14: a <= b  ->  !(a <= b)  (swapped branches)",
        "m.v:14: a <= b  ->  1'b0  (stuck condition)", "m.v:14: a <= b  ->  1'b1  (stuck condition)",
        "m.v:14: q <= ~full ? q + 1'b1 : {full, q[W-1:1]};  ->  begin end  (dropped assignment)",
        "m.v:14: ~full  ->  full  (dropped negation)",
        "m.v:14: ~full  ->  !(~full)  (swapped branches)",
        "m.v:14: ~full  ->  1'b0  (stuck condition)", "m.v:14: ~full  ->  1'b1  (stuck condition)",
        "m.v:14: +  ->  -  (arithmetic operator)",
        "m.v:14: 1'b1  ->  1'd0  (wrong constant)",
        "m.v:14: full, q[W-1:1]  ->  q[W-1:1], full  (swapped parts)",
        "m.v:14: q[W-1:1]  ->  {1'b0, q[(W-1)-1:1]}  (narrowed slice)",
        "m.v:14: -  ->  +  (arithmetic operator)",
        "m.v:14: 1  ->  2  (wrong constant)", "m.v:14: 1  ->  0  (wrong constant)",
        "m.v:14: 1  ->  2  (wrong constant)", "m.v:14: 1  ->  0  (wrong constant)",
    ];

    [Fact]
    public void Every_mistake_is_made_where_it_can_be_and_nowhere_else() => Assert.Equal(
        Mistakes.Order(StringComparer.Ordinal),
        All(new VerilogSource("m.v", Text)).Select(mutation => $"{mutation}  ({mutation.Kind})").Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_in_a_string_is_mistaken_for_code() =>
        Assert.Equal([], All(new VerilogSource("m.v", "initial $readmemh(\"a+1'b0.mem\", words);")).Select(mutation => $"{mutation}"));

    [Fact]
    public void A_mutation_changes_its_place_and_moves_no_line()
    {
        foreach (RtlTemplate template in RtlTemplates.All)
            foreach (Mutation mutation in All(new VerilogSource($"{template.Name}.v", template.Text)))
            {
                string mutated = mutation.Apply(template.Text);
                Assert.Equal(template.Text[..mutation.Offset], mutated[..mutation.Offset]);
                Assert.EndsWith(template.Text[(mutation.Offset + mutation.Before.Length)..], mutated, StringComparison.Ordinal);
                Assert.Equal(template.Text.Count(letter => letter == '\n'), mutated.Count(letter => letter == '\n'));
                Assert.Equal(mutation.Line, template.Text[..mutation.Offset].Count(letter => letter == '\n') + 1);
                Assert.NotEqual(template.Text, mutated);
            }
    }

    [Fact]
    public void The_order_follows_from_the_seed_and_holds_each_mutation_once()
    {
        VerilogSource[] sources = [.. RtlTemplates.All.Select(template => new VerilogSource($"{template.Name}.v", template.Text))];
        Mutation[] order = [.. MutationOrder.Of(sources, 3)];

        Assert.Equal(order, MutationOrder.Of(sources, 3));
        Assert.NotEqual(order, MutationOrder.Of(sources, 4));
        Assert.Equal(order.Length, sources.Sum(source => All(source).Count()));
        Assert.Equal(MutationOperators.All.Select(kind => kind.Kind).Order(), order.Take(200).Select(mutation => mutation.Kind).Distinct().Order());
    }

    [Theory]
    [InlineData("assign a = \\b ;", "m.v, line 1: '\\' begins nothing that is known of Verilog")]
    [InlineData("assign a = \"b;\n\";", "m.v, line 1: a string that does not end in its line, or has a backslash")]
    [InlineData("\nassign a = \"b\\n\";", "m.v, line 2: a string that does not end in its line, or has a backslash")]
    [InlineData("\nassign a = (b;", "m.v, line 2: ( is not closed")]
    [InlineData("assign a = b);", "m.v, line 1: ) closes nothing")]
    public void What_is_not_understood_is_refused_with_its_line(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => new VerilogSource("m.v", text)).Message);

    private static IEnumerable<Mutation> All(VerilogSource source) => MutationOperators.All.SelectMany(kind => kind.Find(source));
}
