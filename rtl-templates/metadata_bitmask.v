// Indices from a bitmask: step s, lane l multiplies the position of set bit number s*LANES + l, counted from the low end.
//
// Shapes:  mask_i [BLOCK], read in the first step of a block    indices_o [LANES][INDEX_W]
// A slot beyond the set bits gets index 0 (its weight is 0). The bits used up are cleared and the rest kept for the next step.
// Latency: 0 clocks.  Source: Liu et al., arXiv:2005.08098 (density-bound blocks).
`default_nettype none

module metadata_bitmask #(
    parameter BLOCK   = 8,                             // positions in a block
    parameter LANES   = 4,                             // slots in a step
    parameter INDEX_W = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire                     clk_i,
    input  wire                     valid_i,
    input  wire                     block_first_i,
    input  wire [BLOCK-1:0]         mask_i,
    output reg  [LANES*INDEX_W-1:0] indices_o
);

    reg [BLOCK-1:0] rest;       // bits of the block that later steps use
    reg [BLOCK-1:0] remaining;
    reg [BLOCK-1:0] lowest;
    integer         lane;
    integer         position;

    always @* begin
        remaining = block_first_i ? mask_i : rest;
        indices_o = {(LANES*INDEX_W){1'b0}};
        lowest    = {BLOCK{1'b0}};
        for (lane = 0; lane < LANES; lane = lane + 1) begin
            lowest = remaining & (~remaining + {{(BLOCK-1){1'b0}}, 1'b1});
            for (position = 0; position < BLOCK; position = position + 1)
                if (lowest[position])
                    indices_o[lane*INDEX_W +: INDEX_W] = indices_o[lane*INDEX_W +: INDEX_W] | position[INDEX_W-1:0];
            remaining = remaining & ~lowest;
        end
    end

    always @(posedge clk_i) if (valid_i) rest <= remaining;

endmodule

`default_nettype wire
