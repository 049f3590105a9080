// What computes: memories of activations and weights at two edges, the mesh between them, and the drain buffer behind it.
//
// A step is issued once, at the corner, and moves on with the mesh's skew. Writes into the memories take no notice of steps: who issues them
// knows what is there.
// Step:    issue_* of a step are valid for one clock with issue_valid_i.
// Row:     row_written_o pulses when a whole row of a finished tile can be read; row_o 1 clock after row_read_i.
`default_nettype none

module gemm_array #(
    parameter TILE_ROWS        = 1,
    parameter TILE_COLUMNS     = 1,
    parameter MESH_ROWS        = 4,
    parameter MESH_COLUMNS     = 4,
    parameter BLOCK            = 8,
    parameter LANES            = 4,
    parameter METADATA         = 2,
    parameter ACTIVATION_W     = 8,
    parameter WEIGHT_W         = 8,
    parameter ACCUMULATOR_W    = 32,
    parameter WEIGHT_DEPTH     = 256,
    parameter ACTIVATION_DEPTH = 64,
    parameter ARITHMETIC       = 0,
    parameter PRELOAD          = 0,
    parameter PRELOAD_FOLDER   = "memories",
    parameter M_TILE        = TILE_ROWS * MESH_ROWS,                           // follows
    parameter N_TILE        = TILE_COLUMNS * MESH_COLUMNS,                     // follows
    parameter INDEX_W       = BLOCK > 1 ? $clog2(BLOCK) : 1,                   // follows
    parameter METADATA_W    = METADATA == 1 ? LANES*INDEX_W : METADATA == 2 ? BLOCK : 0,  // follows
    parameter COLUMN_W      = TILE_COLUMNS * (LANES*WEIGHT_W + METADATA_W),    // follows
    parameter WEIGHT_AW     = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1,     // follows
    parameter ACTIVATION_AW = $clog2(2*ACTIVATION_DEPTH),                      // follows
    parameter ROW_AW        = $clog2(2*M_TILE)                                 // follows
) (
    input  wire                                 clk_i,
    input  wire                                 rst_i,
    input  wire                                 activation_write_i,
    input  wire [ACTIVATION_AW-1:0]             activation_address_i,
    input  wire [M_TILE*BLOCK*ACTIVATION_W-1:0] activation_word_i,
    input  wire                                 weight_write_i,
    input  wire [WEIGHT_AW-1:0]                 weight_address_i,
    input  wire [MESH_COLUMNS*COLUMN_W-1:0]     weight_word_i,
    input  wire                                 issue_valid_i,
    input  wire                                 issue_first_i,        // first step of the tile
    input  wire                                 issue_last_i,         // last step of the tile
    input  wire                                 issue_block_first_i,  // first step of the block
    input  wire [ACTIVATION_AW-1:0]             issue_activation_i,
    input  wire [WEIGHT_AW-1:0]                 issue_weight_i,
    output wire                                 row_written_o,
    input  wire                                 row_read_i,
    input  wire [ROW_AW-1:0]                    row_address_i,
    output wire [N_TILE*ACCUMULATOR_W-1:0]      row_o
);

    localparam ROW_W  = TILE_ROWS * BLOCK * ACTIVATION_W;
    // Blocks kept whole with a lane for each position need no multiplexers.
    localparam SELECT = METADATA == 0 && LANES == BLOCK ? 0 : 1;

    // ---- left edge: memory row r works r clocks after row 0; its M-rows stand upside down, so that m = 0 drains first ----
    wire [MESH_ROWS*ROW_W-1:0] activations;
    wire [MESH_ROWS*4-1:0]     control;
    wire [MESH_ROWS-1:0]       shift;

    genvar r, a, q;
    generate
        for (r = 0; r < MESH_ROWS; r = r + 1) begin : gen_row
            wire [ACTIVATION_AW:0] command;
            wire [ACTIVATION_AW:0] next_command;
            wire [2:0]             timing;       // {last, first, valid} beside the output of the memory
            wire [ROW_W-1:0]       written;

            if (r == 0) begin : gen_first
                reg [2:0] stage;
                always @(posedge clk_i) stage <= rst_i ? 3'b0 : {issue_last_i, issue_first_i, issue_valid_i};
                assign command = {issue_valid_i && issue_block_first_i, issue_activation_i};
                assign timing  = stage;
            end else begin : gen_next
                reg [2:0] stage;
                always @(posedge clk_i) stage <= rst_i ? 3'b0 : gen_row[r-1].timing;
                assign command = gen_row[r-1].next_command;
                assign timing  = stage;
            end

            for (a = 0; a < TILE_ROWS; a = a + 1) begin : gen_tile_row
                localparam M = M_TILE - 1 - (r*TILE_ROWS + a);
                assign written[a*BLOCK*ACTIVATION_W +: BLOCK*ACTIVATION_W] =
                    activation_word_i[M*BLOCK*ACTIVATION_W +: BLOCK*ACTIVATION_W];
            end

            activation_feed #(
                .TILE_ROWS(TILE_ROWS),
                .BLOCK(BLOCK),
                .ACTIVATION_W(ACTIVATION_W),
                .DEPTH(ACTIVATION_DEPTH)
            ) feed (
                .clk_i(clk_i),
                .rst_i(rst_i),
                .write_enable_i(activation_write_i),
                .write_address_i(activation_address_i),
                .write_data_i(written),
                .command_i(command),
                .command_o(next_command),
                .activations_o(activations[r*ROW_W +: ROW_W])
            );

            assign control[r*4 +: 4] = {shift[r], timing[2], timing[1], timing[0]};

            if (r == MESH_ROWS - 1) begin : gen_last
                wire unused_command = &{1'b0, next_command};
            end
        end
    endgenerate

    // ---- top edge: memory column q works q clocks after column 0 ----
    wire [MESH_COLUMNS*TILE_COLUMNS*LANES*WEIGHT_W-1:0] weights;
    wire [MESH_COLUMNS*TILE_COLUMNS*LANES*INDEX_W-1:0]  indices;
    generate
        for (q = 0; q < MESH_COLUMNS; q = q + 1) begin : gen_column
            wire [WEIGHT_AW+1:0] command;
            wire [WEIGHT_AW+1:0] next_command;
            localparam [31:0] TENS = 48 + q / 10, ONES = 48 + q % 10;  // digits of the file's name

            if (q == 0) begin : gen_first
                assign command = {issue_block_first_i, issue_valid_i, issue_weight_i};
            end else begin : gen_next
                assign command = gen_column[q-1].next_command;
            end

            weight_feed #(
                .TILE_COLUMNS(TILE_COLUMNS),
                .BLOCK(BLOCK),
                .LANES(LANES),
                .WEIGHT_W(WEIGHT_W),
                .METADATA(METADATA),
                .DEPTH(WEIGHT_DEPTH),
                .PRELOAD(PRELOAD),
                .FILE({PRELOAD_FOLDER, "/weights_", TENS[7:0], ONES[7:0], ".mem"})
            ) feed (
                .clk_i(clk_i),
                .rst_i(rst_i),
                .write_enable_i(weight_write_i),
                .write_address_i(weight_address_i),
                .write_data_i(weight_word_i[q*COLUMN_W +: COLUMN_W]),
                .command_i(command),
                .command_o(next_command),
                .weights_o(weights[q*TILE_COLUMNS*LANES*WEIGHT_W +: TILE_COLUMNS*LANES*WEIGHT_W]),
                .indices_o(indices[q*TILE_COLUMNS*LANES*INDEX_W +: TILE_COLUMNS*LANES*INDEX_W])
            );

            if (q == MESH_COLUMNS - 1) begin : gen_last
                wire unused_command = &{1'b0, next_command};
            end
        end
    endgenerate

    // ---- the mesh and what comes out of it ----
    wire [N_TILE*ACCUMULATOR_W-1:0] drain;

    mesh #(
        .TILE_ROWS(TILE_ROWS),
        .TILE_COLUMNS(TILE_COLUMNS),
        .MESH_ROWS(MESH_ROWS),
        .MESH_COLUMNS(MESH_COLUMNS),
        .BLOCK(BLOCK),
        .LANES(LANES),
        .ACTIVATION_W(ACTIVATION_W),
        .WEIGHT_W(WEIGHT_W),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .SELECT(SELECT),
        .ARITHMETIC(ARITHMETIC)
    ) mesh (
        .clk_i(clk_i),
        .control_i(control),
        .activations_i(activations),
        .weights_i(weights),
        .indices_i(indices),
        .drain_o(drain)
    );

    // A last step issued in clock t stands in the shadow registers of mesh row r and column 0 from clock t + r + 3 on (two later with
    // one multiplier). The bottom row's first shift is asked for at the left edge one clock before.
    localparam DRAIN_START = MESH_ROWS + 1 + (LANES == 1 && ARITHMETIC != 2 ? 2 : 0);

    drain_buffer #(
        .TILE_ROWS(TILE_ROWS),
        .TILE_COLUMNS(TILE_COLUMNS),
        .MESH_ROWS(MESH_ROWS),
        .MESH_COLUMNS(MESH_COLUMNS),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .START_LATENCY(DRAIN_START)
    ) drain_buffer (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .last_i(issue_last_i),
        .shift_o(shift),
        .drain_i(drain),
        .row_written_o(row_written_o),
        .row_read_i(row_read_i),
        .row_address_i(row_address_i),
        .row_o(row_o)
    );

endmodule

`default_nettype wire
