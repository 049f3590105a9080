// Turns the metadata of one output channel into the indices of the step's lanes.
//
// The one place that lists the codings:
//   METADATA 0  none      slot j is position j of the block
//   METADATA 1  index     the metadata is the indices
//   METADATA 2  bitmask   the metadata of a block's first step says which positions are kept
// Shapes:  metadata_i [METADATA_W]   indices_o [LANES][INDEX_W]
// Latency: 0 clocks; the bitmask form remembers between the steps of a block.
`default_nettype none

module metadata_decode #(
    parameter METADATA   = 2,                              // coding
    parameter BLOCK      = 8,                              // positions in a block
    parameter LANES      = 4,                              // slots in a step
    parameter INDEX_W    = BLOCK > 1 ? $clog2(BLOCK) : 1,  // follows from BLOCK
    parameter METADATA_W = METADATA == 1 ? LANES*INDEX_W : METADATA == 2 ? BLOCK : 1  // follows
) (
    input  wire                     clk_i,
    input  wire                     valid_i,        // a step is at the input
    input  wire                     block_first_i,  // it is the first of its block
    input  wire [METADATA_W-1:0]    metadata_i,
    output wire [LANES*INDEX_W-1:0] indices_o
);

    generate
        if (METADATA == 0) begin : gen_none
            wire unused_metadata = &{1'b0, metadata_i};
            metadata_none #(.BLOCK(BLOCK), .LANES(LANES), .INDEX_W(INDEX_W)) decoder (
                .clk_i(clk_i),
                .valid_i(valid_i),
                .block_first_i(block_first_i),
                .indices_o(indices_o)
            );
        end else if (METADATA == 1) begin : gen_index
            wire unused_control = &{1'b0, clk_i, valid_i, block_first_i};
            assign indices_o = metadata_i;
        end else if (METADATA == 2) begin : gen_bitmask
            metadata_bitmask #(.BLOCK(BLOCK), .LANES(LANES), .INDEX_W(INDEX_W)) decoder (
                .clk_i(clk_i),
                .valid_i(valid_i),
                .block_first_i(block_first_i),
                .mask_i(metadata_i),
                .indices_o(indices_o)
            );
        end else begin : gen_invalid
            metadata_decode_needs_METADATA_0_to_2 invalid_parameters ();
        end
    endgenerate

endmodule

`default_nettype wire
