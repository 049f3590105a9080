// Ports of all storage sizes, and a memory inside.
`default_nettype none

module wide (
    input  wire               clk_i,
    input  wire [129:0]       a_i,
    input  wire [129:0]       b_i,
    output wire [129:0]       sum_o,
    input  wire signed [6:0]  small_i,
    output wire signed [11:0] negated_o,
    input  wire [63:0]        word_i,
    output wire [63:0]        word_o,
    input  wire [3:0]         address_i,
    output wire [99:0]        read_o
);
    assign sum_o     = a_i + b_i;
    assign negated_o = -{{5{small_i[6]}}, small_i};
    assign word_o    = ~word_i;

    store store (.clk_i(clk_i), .address_i(address_i), .data_i(a_i[99:0]), .read_o(read_o));
endmodule

module store (
    input  wire        clk_i,
    input  wire [3:0]  address_i,
    input  wire [99:0] data_i,
    output reg  [99:0] read_o
);
    reg [99:0] words [0:15];
    reg [19:0] count;

    always @(posedge clk_i) begin
        words[address_i] <= data_i;
        read_o <= words[address_i];
        count  <= count + 1'b1;
    end
endmodule

`default_nettype wire
