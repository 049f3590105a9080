// A block's number, or a count of blocks, in as many bits as the activation memory needs: what is beyond every bank becomes the
// least number that is.
//
// Shapes:  number_i [16], number_o [NUMBER_W]
// Latency: 0 clocks.
`default_nettype none

module block_number #(
    parameter BLOCK_W  = 7,                             // bits of a number of K-blocks
    parameter NUMBER_W = BLOCK_W < 16 ? BLOCK_W + 1 : 16   // follows
) (
    input  wire [15:0]         number_i,
    output wire [NUMBER_W-1:0] number_o
);

    generate
        if (NUMBER_W < 16) begin : gen_bound
            wire beyond = number_i[15:BLOCK_W] != {(16-BLOCK_W){1'b0}};
            assign number_o = beyond ? {1'b1, {BLOCK_W{1'b0}}} : {1'b0, number_i[BLOCK_W-1:0]};
        end else begin : gen_whole
            assign number_o = number_i;
        end
    endgenerate

endmodule

`default_nettype wire
