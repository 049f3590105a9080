// Indices of blocks that are kept whole: step s, lane l multiplies position s*LANES + l.
//
// Shapes:  indices_o [LANES][INDEX_W]. Positions past the block give index 0 (their weights are 0).
// Latency: 0 clocks.
`default_nettype none

module metadata_none #(
    parameter BLOCK   = 8,                             // positions in a block
    parameter LANES   = 4,                             // slots in a step
    parameter INDEX_W = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire                     clk_i,
    input  wire                     valid_i,
    input  wire                     block_first_i,
    output wire [LANES*INDEX_W-1:0] indices_o
);

    localparam POSITION_W = INDEX_W + 2;
    localparam [31:0] STRIDE = LANES;
    localparam [31:0] END    = BLOCK;

    reg  [POSITION_W-1:0] next_base;
    wire [POSITION_W-1:0] base = block_first_i ? {POSITION_W{1'b0}} : next_base;

    always @(posedge clk_i) if (valid_i) next_base <= base + STRIDE[POSITION_W-1:0];

    genvar l;
    generate
        for (l = 0; l < LANES; l = l + 1) begin : gen_lane
            localparam [31:0] LANE = l;
            wire [POSITION_W-1:0] position = base + LANE[POSITION_W-1:0];
            assign indices_o[l*INDEX_W +: INDEX_W] = position < END[POSITION_W-1:0] ? position[INDEX_W-1:0] : {INDEX_W{1'b0}};
        end
    endgenerate

endmodule

`default_nettype wire
