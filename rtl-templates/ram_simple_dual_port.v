// Memory with one write port and one registered read port.
//
// The read register keeps its value while read_enable_i is low. Reading the address that is written in the same
// clock gives an undefined word: every user keeps a clock between the two.
// Latency: 1 clock.
`default_nettype none

module ram_simple_dual_port #(
    parameter WIDTH     = 16,                              // bits in a word
    parameter DEPTH     = 256,                             // words
    parameter ADDRESS_W = DEPTH > 1 ? $clog2(DEPTH) : 1    // follows from DEPTH
) (
    input  wire                 clk_i,
    input  wire                 write_enable_i,
    input  wire [ADDRESS_W-1:0] write_address_i,
    input  wire [WIDTH-1:0]     write_data_i,
    input  wire                 read_enable_i,
    input  wire [ADDRESS_W-1:0] read_address_i,
    output reg  [WIDTH-1:0]     read_data_o
);

    (* no_rw_check *)
    reg [WIDTH-1:0] words [0:DEPTH-1];

    always @(posedge clk_i) begin
        if (write_enable_i) words[write_address_i] <= write_data_i;
        if (read_enable_i) read_data_o <= words[read_address_i];
    end

endmodule

`default_nettype wire
