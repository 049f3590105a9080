// Output-stationary mesh of MESH_ROWS x MESH_COLUMNS tensor PEs.
//
// Activations enter from the left, weights from the top, results leave at the bottom. Row r and column q see their
// operands r and q clocks later than row 0 and column 0: the caller skews them.
//
// Shapes:  control_i [MESH_ROWS][4]    activations_i [MESH_ROWS][TILE_ROWS][BLOCK][ACTIVATION_W]
//          weights_i [MESH_COLUMNS][TILE_COLUMNS][LANES][WEIGHT_W]   indices_i [MESH_COLUMNS][TILE_COLUMNS][LANES][INDEX_W]
//          drain_o [MESH_COLUMNS][TILE_COLUMNS][ACCUMULATOR_W]
`default_nettype none

module mesh #(
    parameter TILE_ROWS     = 1,
    parameter TILE_COLUMNS  = 1,
    parameter MESH_ROWS     = 2,
    parameter MESH_COLUMNS  = 2,
    parameter BLOCK         = 8,
    parameter LANES         = 4,
    parameter ACTIVATION_W  = 8,
    parameter WEIGHT_W      = 8,
    parameter ACCUMULATOR_W = 32,
    parameter SELECT        = 1,                             // 0: lane l always takes activation l of the block
    parameter ARITHMETIC    = 0,                             // 0 concatenation, 1 context, 2 carry save
    parameter INDEX_W       = BLOCK > 1 ? $clog2(BLOCK) : 1  // follows from BLOCK
) (
    input  wire                                                 clk_i,
    input  wire [MESH_ROWS*4-1:0]                               control_i,
    input  wire [MESH_ROWS*TILE_ROWS*BLOCK*ACTIVATION_W-1:0]    activations_i,
    input  wire [MESH_COLUMNS*TILE_COLUMNS*LANES*WEIGHT_W-1:0]  weights_i,
    input  wire [MESH_COLUMNS*TILE_COLUMNS*LANES*INDEX_W-1:0]   indices_i,
    output wire [MESH_COLUMNS*TILE_COLUMNS*ACCUMULATOR_W-1:0]   drain_o
);

    localparam ROW_W    = TILE_ROWS * BLOCK * ACTIVATION_W;
    localparam COLUMN_W = TILE_COLUMNS * LANES * WEIGHT_W;
    localparam PLACES_W = TILE_COLUMNS * LANES * INDEX_W;
    localparam DRAIN_W  = TILE_COLUMNS * ACCUMULATOR_W;

    genvar r, q;
    generate
        for (r = 0; r < MESH_ROWS; r = r + 1) begin : gen_row
            for (q = 0; q < MESH_COLUMNS; q = q + 1) begin : gen_column
                wire [3:0]          control_in;
                wire [3:0]          control_out;
                wire [ROW_W-1:0]    activations_in;
                wire [ROW_W-1:0]    activations_out;
                wire [COLUMN_W-1:0] weights_in;
                wire [COLUMN_W-1:0] weights_out;
                wire [PLACES_W-1:0] indices_in;
                wire [PLACES_W-1:0] indices_out;
                wire [DRAIN_W-1:0]  drain_in;
                wire [DRAIN_W-1:0]  drain_out;

                if (q == 0) begin : gen_left
                    assign control_in     = control_i[r*4 +: 4];
                    assign activations_in = activations_i[r*ROW_W +: ROW_W];
                end else begin : gen_inner_column
                    assign control_in     = gen_row[r].gen_column[q-1].control_out;
                    assign activations_in = gen_row[r].gen_column[q-1].activations_out;
                end

                if (r == 0) begin : gen_top
                    assign weights_in = weights_i[q*COLUMN_W +: COLUMN_W];
                    assign indices_in = indices_i[q*PLACES_W +: PLACES_W];
                    assign drain_in   = {DRAIN_W{1'b0}};
                end else begin : gen_inner_row
                    assign weights_in = gen_row[r-1].gen_column[q].weights_out;
                    assign indices_in = gen_row[r-1].gen_column[q].indices_out;
                    assign drain_in   = gen_row[r-1].gen_column[q].drain_out;
                end

                tensor_pe #(
                    .TILE_ROWS(TILE_ROWS),
                    .TILE_COLUMNS(TILE_COLUMNS),
                    .BLOCK(BLOCK),
                    .LANES(LANES),
                    .ACTIVATION_W(ACTIVATION_W),
                    .WEIGHT_W(WEIGHT_W),
                    .ACCUMULATOR_W(ACCUMULATOR_W),
                    .SELECT(SELECT),
                    .ARITHMETIC(ARITHMETIC),
                    .INDEX_W(INDEX_W)
                ) pe (
                    .clk_i(clk_i),
                    .control_i(control_in),
                    .control_o(control_out),
                    .activations_i(activations_in),
                    .activations_o(activations_out),
                    .weights_i(weights_in),
                    .weights_o(weights_out),
                    .indices_i(indices_in),
                    .indices_o(indices_out),
                    .drain_i(drain_in),
                    .drain_o(drain_out)
                );

                if (q == MESH_COLUMNS - 1) begin : gen_right_end
                    wire unused_right = &{1'b0, control_out, activations_out};
                end

                if (r == MESH_ROWS - 1) begin : gen_bottom
                    wire unused_bottom = &{1'b0, weights_out, indices_out};
                    assign drain_o[q*DRAIN_W +: DRAIN_W] = drain_out;
                end
            end
        end
    endgenerate

endmodule

`default_nettype wire
