// Two adders in a row, in instances: something to force between them.
`default_nettype none

module forced_stage #(
    parameter WIDTH = 8
) (
    input  wire             clk_i,
    input  wire [WIDTH-1:0] value_i,
    output reg  [WIDTH-1:0] value_o
);
    wire [WIDTH-1:0] next = value_i + 1'b1;

    always @(posedge clk_i)
        value_o <= next;
endmodule

module forced (
    input  wire        clk_i,
    input  wire [7:0]  value_i,
    output wire [7:0]  value_o,
    input  wire [99:0] wide_i,
    output wire [99:0] wide_o
);
    wire [7:0] between;

    forced_stage first (.clk_i(clk_i), .value_i(value_i), .value_o(between));
    forced_stage second (.clk_i(clk_i), .value_i(between), .value_o(value_o));
    forced_stage #(.WIDTH(100)) wide (.clk_i(clk_i), .value_i(wide_i), .value_o(wide_o));
endmodule

`default_nettype wire
