// Tensor processing element: TILE_ROWS x TILE_COLUMNS dot-product units that share operands.
//
// Operand registers stand at the left and the top border only: a block of activations for each tile row, a step of
// weights for each tile column. Control travels with the activations. When a tile of the output ends, the partial sums move
// into shadow registers, which drain downwards while the next tile computes.
//
// Shapes:  activations_i [TILE_ROWS][BLOCK][ACTIVATION_W]
//          weights_i [TILE_COLUMNS][LANES][WEIGHT_W]    indices_i [TILE_COLUMNS][LANES][INDEX_W]
//          drain_i, drain_o [TILE_COLUMNS][ACCUMULATOR_W]
// Control: 0 valid, 1 first step of the tile, 2 last step of the tile, 3 shift the drain chain. It needs no reset: what stands
//          in the registers before one moves on in front of the first step, and a first step starts its sums anew.
// Latency: operands 1 clock to the neighbour; shadow registers hold the result LOAD_LATENCY + 1 clocks after operand registers hold the last step.
// Source: Liu et al., arXiv:2005.08098 (tensor PE).
`default_nettype none

module tensor_pe #(
    parameter TILE_ROWS     = 2,
    parameter TILE_COLUMNS  = 2,
    parameter BLOCK         = 8,
    parameter LANES         = 4,
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter SELECT        = 1,                             // 0: lane l always takes activation l of the block
    parameter ARITHMETIC    = 0,                             // 0 concatenation, 1 context, 2 carry save
    parameter INDEX_W       = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire                                    clk_i,
    input  wire [3:0]                              control_i,
    output wire [3:0]                              control_o,
    input  wire [TILE_ROWS*BLOCK*ACTIVATION_W-1:0] activations_i,
    output wire [TILE_ROWS*BLOCK*ACTIVATION_W-1:0] activations_o,
    input  wire [TILE_COLUMNS*LANES*WEIGHT_W-1:0]  weights_i,
    output wire [TILE_COLUMNS*LANES*WEIGHT_W-1:0]  weights_o,
    input  wire [TILE_COLUMNS*LANES*INDEX_W-1:0]   indices_i,
    output wire [TILE_COLUMNS*LANES*INDEX_W-1:0]   indices_o,
    input  wire [TILE_COLUMNS*ACCUMULATOR_W-1:0]   drain_i,
    output wire [TILE_COLUMNS*ACCUMULATOR_W-1:0]   drain_o
);

    localparam ROW_W = TILE_COLUMNS * ACCUMULATOR_W;

    reg [3:0]                              control;
    reg [TILE_ROWS*BLOCK*ACTIVATION_W-1:0] activations;
    reg [TILE_COLUMNS*LANES*WEIGHT_W-1:0]  weights;
    wire [TILE_COLUMNS*LANES*INDEX_W-1:0]  indices;

    always @(posedge clk_i) begin
        control     <= control_i;
        activations <= activations_i;
        weights     <= weights_i;
    end

    // Without multiplexers no index travels.
    generate
        if (SELECT == 0) begin : gen_no_indices
            wire unused_indices = &{1'b0, indices_i};
            assign indices = {(TILE_COLUMNS*LANES*INDEX_W){1'b0}};
        end else begin : gen_indices
            reg [TILE_COLUMNS*LANES*INDEX_W-1:0] travelling;
            always @(posedge clk_i) travelling <= indices_i;
            assign indices = travelling;
        end
    endgenerate

    assign control_o     = control;
    assign activations_o = activations;
    assign weights_o     = weights;
    assign indices_o     = indices;

    wire valid = control[0];
    wire first = control[1];
    wire last  = control[2];
    wire shift = control[3];

    // What the operand registers take next.
    wire next_first = control_i[0] && control_i[1];

    wire [TILE_ROWS*ROW_W-1:0] sums;

    // What the units multiply by: weights, with a carry-save tree their Booth digits. The rows of the tile share them.
    localparam FACTOR_W = ARITHMETIC == 2 ? (WEIGHT_W + 1) / 2 * 3 : WEIGHT_W;
    wire [TILE_COLUMNS*LANES*FACTOR_W-1:0] factors;
    generate
        if (ARITHMETIC == 2) begin : gen_digits
            booth_recode #(.LANES(TILE_COLUMNS*LANES), .WEIGHT_W(WEIGHT_W)) recode (
                .weights_i(weights),
                .digits_o(factors)
            );
        end else begin : gen_weights
            assign factors = weights;
        end
    endgenerate

    genvar a, c;
    generate
        for (a = 0; a < TILE_ROWS; a = a + 1) begin : gen_row
            for (c = 0; c < TILE_COLUMNS; c = c + 1) begin : gen_column
                wire [LANES*ACTIVATION_W-1:0] selected;

                activation_select #(
                    .BLOCK(BLOCK),
                    .LANES(LANES),
                    .ACTIVATION_W(ACTIVATION_W),
                    .SELECT(SELECT),
                    .INDEX_W(INDEX_W)
                ) select (
                    .activations_i(activations[a*BLOCK*ACTIVATION_W +: BLOCK*ACTIVATION_W]),
                    .indices_i(indices[c*LANES*INDEX_W +: LANES*INDEX_W]),
                    .selected_o(selected)
                );

                dot_product_unit #(
                    .LANES(LANES),
                    .ACTIVATION_W(ACTIVATION_W),
                    .WEIGHT_W(WEIGHT_W),
                    .ACCUMULATOR_W(ACCUMULATOR_W),
                    .ARITHMETIC(ARITHMETIC)
                ) unit (
                    .clk_i(clk_i),
                    .valid_i(valid),
                    .first_i(first),
                    .next_first_i(next_first),
                    .activations_i(selected),
                    .weights_i(factors[c*LANES*FACTOR_W +: LANES*FACTOR_W]),
                    .sum_o(sums[(a*TILE_COLUMNS + c)*ACCUMULATOR_W +: ACCUMULATOR_W])
                );
            end
        end
    endgenerate

    // Sums are complete in the clock of the last step; one multiplier registers product and sum.
    localparam LOAD_LATENCY = LANES == 1 && ARITHMETIC != 2 ? 2 : 0;
    wire load;
    delay_line #(.WIDTH(1), .CLOCKS(LOAD_LATENCY)) load_delay (
        .clk_i(clk_i),
        .rst_i(1'b0),
        .data_i(valid && last),
        .data_o(load)
    );

    // Row 0 of the tile is on top; the chain moves towards row TILE_ROWS-1 and out of the bottom.
    reg  [TILE_ROWS*ROW_W-1:0] shadow;
    wire [TILE_ROWS*ROW_W-1:0] shifted;
    generate
        if (TILE_ROWS == 1) begin : gen_one_row
            assign shifted = drain_i;
        end else begin : gen_rows
            assign shifted = {shadow[(TILE_ROWS-1)*ROW_W-1:0], drain_i};
        end
    endgenerate

    always @(posedge clk_i)
        if (load) shadow <= sums;
        else if (shift) shadow <= shifted;

    assign drain_o = shadow[TILE_ROWS*ROW_W-1 -: ROW_W];

endmodule

`default_nettype wire
