// Memory with one write port and one registered read port.
//
// The read register keeps its value while read_enable_i is low. Reading the address that is written in the same
// clock gives an undefined word: every user keeps a clock between the two.
// With PRELOAD the memory starts with the words of FILE (for $readmemh), DEPTH rounded up to a multiple of 256 of them: whole block
// RAMs, so that tools find each bit's column of 256 in a finished bitstream.
// Latency: 1 clock.
`default_nettype none

module ram_simple_dual_port #(
    parameter WIDTH     = 16,                              // bits in a word
    parameter DEPTH     = 256,                             // words
    parameter PRELOAD   = 0,                               // 1: contents are given
    parameter FILE      = "contents.mem",                  // looked at with PRELOAD
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

    localparam WORDS  = PRELOAD != 0 ? (DEPTH + 255) / 256 * 256 : DEPTH;
    localparam WORD_W = WORDS > 1 ? $clog2(WORDS) : 1;

    (* no_rw_check *)
    reg [WIDTH-1:0] words [0:WORDS-1];

    wire [31:0] write_address = {{(32-ADDRESS_W){1'b0}}, write_address_i};
    wire [31:0] read_address  = {{(32-ADDRESS_W){1'b0}}, read_address_i};
    wire unused_address = &{1'b0, write_address[31:WORD_W], read_address[31:WORD_W]};
    always @(posedge clk_i) begin
        if (write_enable_i) words[write_address[WORD_W-1:0]] <= write_data_i;
        if (read_enable_i) read_data_o <= words[read_address[WORD_W-1:0]];
    end

    generate
        if (PRELOAD != 0) begin : gen_preload
            initial $readmemh(FILE, words);
        end
    endgenerate

endmodule

`default_nettype wire
