// Puts in front of each multiplier the activation that its index names.
//
// Shapes:  activations_i [BLOCK][ACTIVATION_W]   indices_i [LANES][INDEX_W]   selected_o [LANES][ACTIVATION_W]
// SELECT = 0 removes the multiplexers: lane l takes activation l.
// Kept weights take the lanes in ascending position, so lane l never needs an activation below l; where its index names one all the same,
// its weight is 0.
// Latency: 0 clocks.  Source: Mishra et al., arXiv:2104.08378; Liu et al., arXiv:2005.08098.
`default_nettype none

module activation_select #(
    parameter BLOCK        = 8,                             // activations in a block
    parameter LANES        = 4,                             // multipliers
    parameter ACTIVATION_W = 8,                             // bits in an activation
    parameter SELECT       = 1,                             // 0: wires, only with LANES = BLOCK
    parameter INDEX_W      = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire [BLOCK*ACTIVATION_W-1:0] activations_i,
    input  wire [LANES*INDEX_W-1:0]      indices_i,
    output wire [LANES*ACTIVATION_W-1:0] selected_o
);

    genvar l;
    generate
        if (SELECT == 0) begin : gen_wires
            if (LANES != BLOCK) begin : gen_invalid
                activation_select_without_SELECT_needs_LANES_equal_BLOCK invalid_parameters ();
            end
            wire unused_indices = &{1'b0, indices_i};
            assign selected_o = activations_i;
        end else begin : gen_multiplexers
            // Padded to a power of two, so that every index names a defined activation.
            localparam POSITIONS = 1 << INDEX_W;
            wire [POSITIONS*ACTIVATION_W-1:0] padded;
            if (POSITIONS == BLOCK) begin : gen_full
                assign padded = activations_i;
            end else begin : gen_padded
                assign padded = {{((POSITIONS-BLOCK)*ACTIVATION_W){1'b0}}, activations_i};
            end

            for (l = 0; l < LANES; l = l + 1) begin : gen_lane
                wire [INDEX_W-1:0] index = indices_i[l*INDEX_W +: INDEX_W];
                // In the place of those below l stands what is half the positions above: no multiplexer for the highest index bit.
                localparam HALF  = POSITIONS / 2;
                localparam BELOW = l < HALF ? l : HALF;
                wire [POSITIONS*ACTIVATION_W-1:0] needed;
                if (BELOW == 0) begin : gen_all
                    assign needed = padded;
                end else begin : gen_upper
                    assign needed = {padded[POSITIONS*ACTIVATION_W-1:BELOW*ACTIVATION_W], padded[HALF*ACTIVATION_W +: BELOW*ACTIVATION_W]};
                end
                assign selected_o[l*ACTIVATION_W +: ACTIVATION_W] = needed[index*ACTIVATION_W +: ACTIVATION_W];
            end
        end
    endgenerate

endmodule

`default_nettype wire
