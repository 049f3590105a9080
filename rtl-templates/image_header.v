// The header of a weight image, two words of 32 bits at a time: what the image asks for, and what is wrong with it.
//
// Compared as it comes, so that what is judged a clock later is in registers. The words: docs/design.md, section 3.
// Shapes:  entry_i [64]: two words; left_i [2]: entries that follow, 3 with the first
// Latency: 1 clock from taken_i of the last entry.
`default_nettype none

module image_header #(
    parameter WEIGHT_DEPTH       = 256,
    parameter TILE_DEPTH         = 16,
    parameter LIST_DEPTH         = 16,
    parameter BLOCK_W            = 7,    // bits of a number of K-blocks
    parameter CONFIGURATION_HASH = 0,
    parameter WEIGHT_AW = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1,   // follows
    parameter TILE_AW   = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1,       // follows
    parameter LIST_AW   = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1        // follows
) (
    input  wire               clk_i,
    input  wire               taken_i,
    input  wire [1:0]         left_i,
    input  wire [63:0]        entry_i,
    output reg                wrong_magic_o,  // or version
    output reg                wrong_hash_o,
    output reg                wrong_size_o,   // more than the memories hold, or nothing
    output reg  [TILE_AW:0]   tiles_o,
    output reg  [LIST_AW:0]   list_words_o,
    output reg  [WEIGHT_AW:0] weights_o,
    output reg  [BLOCK_W:0]   blocks_o        // {more than BLOCK_W bits, low bits}
);

    localparam [31:0] MAGIC        = 32'h4947_5748;
    localparam [31:0] VERSION      = 32'd1;
    localparam [31:0] HASH         = CONFIGURATION_HASH;
    localparam [31:0] WEIGHT_WORDS = WEIGHT_DEPTH;
    localparam [31:0] TILE_WORDS   = TILE_DEPTH;
    localparam [31:0] LIST_WORDS   = LIST_DEPTH;

    wire [31:0] low  = entry_i[31:0];
    wire [31:0] high = entry_i[63:32];

    always @(posedge clk_i)
        if (taken_i)
            case (left_i)
                2'd3: wrong_magic_o <= low != MAGIC || high != VERSION;
                2'd2: begin
                    wrong_hash_o <= low != HASH;
                    wrong_size_o <= high == 32'd0 || high > TILE_WORDS;
                    tiles_o      <= high[TILE_AW:0];
                end
                2'd1: begin
                    wrong_size_o <= wrong_size_o || low > LIST_WORDS || high == 32'd0 || high > WEIGHT_WORDS;
                    list_words_o <= low[LIST_AW:0];
                    weights_o    <= high[WEIGHT_AW:0];
                end
                default: blocks_o <= {low[31:BLOCK_W] != {(32-BLOCK_W){1'b0}}, low[BLOCK_W-1:0]};
            endcase

endmodule

`default_nettype wire
