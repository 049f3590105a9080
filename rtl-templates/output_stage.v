// Reads finished tiles from the drain buffer, requantizes OUTPUT_LANES results per clock and streams them out.
//
// A job at a time: M-tiles, N-tiles of the image, existing rows, groups of OUTPUT_LANES channels. Rows beyond M are read past.
// done_o pulses when the last beat of a job is taken and all its rows are read past; the job is then popped.
//
// Job:   job_*_i hold while job_valid_i, until done_o.
// Table: requantization words [OUTPUT_LANES]{unused [10], shift [6], multiplier [16], bias [32]}, as a ring of
//        REQUANTIZE_DEPTH words that starts at table_base_i for this image.
// Latency: 9 clocks from a row to the stream.
`default_nettype none

module output_stage #(
    parameter M_TILE           = 8,
    parameter N_TILE           = 8,
    parameter ACCUMULATOR_W    = 32,
    parameter OUTPUT_LANES     = 2,
    parameter CONTAINER_W      = 8,
    parameter TILES_W          = 8,    // bits of an N-tile count
    parameter REQUANTIZE_DEPTH = 64,
    parameter ROW_AW           = $clog2(2*M_TILE),                                      // follows
    parameter TABLE_AW         = REQUANTIZE_DEPTH > 1 ? $clog2(REQUANTIZE_DEPTH) : 1   // follows
) (
    input  wire                            clk_i,
    input  wire                            rst_i,
    input  wire                            job_valid_i,
    input  wire [31:0]                     job_rows_i,
    input  wire                            job_raw_i,
    input  wire [CONTAINER_W-1:0]          job_zero_point_i,
    input  wire [CONTAINER_W-1:0]          job_clamp_low_i,
    input  wire [CONTAINER_W-1:0]          job_clamp_high_i,
    input  wire                            image_ready_i,
    input  wire [TILES_W-1:0]              image_tiles_i,
    input  wire [TABLE_AW-1:0]             image_table_base_i,
    output wire                            done_o,
    input  wire                            row_written_i,
    output wire                            row_read_o,
    output wire [ROW_AW-1:0]               row_address_o,
    input  wire [N_TILE*ACCUMULATOR_W-1:0] row_i,
    output wire                            tile_read_o,
    output wire                            table_read_o,
    output wire [TABLE_AW-1:0]             table_address_o,
    input  wire [OUTPUT_LANES*64-1:0]      table_i,
    output wire                            tvalid_o,
    input  wire                            tready_i,
    output wire [OUTPUT_LANES*32-1:0]      tdata_o,
    output wire [OUTPUT_LANES*4-1:0]       tkeep_o,
    output wire                            tlast_o
);

    localparam GROUPS  = N_TILE / OUTPUT_LANES;
    localparam GROUP_W = GROUPS > 1 ? $clog2(GROUPS) : 1;
    localparam COUNT_W = ROW_AW + 1;
    localparam GROUP_BITS = OUTPUT_LANES * ACCUMULATOR_W;
    localparam [31:0] LAST_GROUP   = GROUPS - 1;
    localparam [31:0] LAST_ROW     = M_TILE - 1;
    localparam [31:0] LAST_ADDRESS = 2*M_TILE - 1;
    localparam [31:0] LAST_TABLE   = REQUANTIZE_DEPTH - 1;
    localparam [31:0] TILE_OF_ROWS = M_TILE;
    localparam STAGES  = 7;  // memory, then the six of requantize

    wire advance;

    // Rows of the drain buffer that are written and not yet read past.
    reg  [COUNT_W-1:0] rows_available;
    wire               row_done;
    always @(posedge clk_i) begin
        if (rst_i) rows_available <= {COUNT_W{1'b0}};
        else rows_available <= rows_available + {{(COUNT_W-1){1'b0}}, row_written_i} - {{(COUNT_W-1){1'b0}}, row_done};
    end

    // Where the reader stands.
    reg                started;    // the registers below belong to the job at the input
    reg                finished;   // all rows of the job are read past
    reg                ended;      // the last beat of the job is taken
    reg  [31:0]        rows_left;  // of the job, from the first of this M-tile
    reg  [TILES_W-1:0] tile;
    reg  [ROW_AW-1:0]  row;        // of the tile
    reg  [ROW_AW-1:0]  row_address;
    reg  [GROUP_W-1:0] group;
    reg  [TABLE_AW-1:0] table_address;
    reg  [TABLE_AW-1:0] tile_table;  // table address of the tile's first group

    wire reading    = started && !finished && rows_available != {COUNT_W{1'b0}} && advance;
    wire last_rows  = rows_left[31:COUNT_W] == {(32-COUNT_W){1'b0}} && rows_left[COUNT_W-1:0] <= TILE_OF_ROWS[COUNT_W-1:0];
    // Only the last M-tile has rows that do not exist; there the low bits say it all.
    wire [ROW_AW-1:0] rows_low = rows_left[ROW_AW-1:0];
    wire row_exists = !last_rows || row < rows_low;
    wire last_group = group == LAST_GROUP[GROUP_W-1:0];
    wire last_row   = row == LAST_ROW[ROW_AW-1:0];
    wire last_tile  = tile == image_tiles_i - 1'b1;
    wire final_row  = row == rows_low - 1'b1;  // looked at with last_rows
    wire [TABLE_AW-1:0] next_table = table_address == LAST_TABLE[TABLE_AW-1:0] ? {TABLE_AW{1'b0}} : table_address + 1'b1;

    localparam [31:0] GROUPS_32 = GROUPS;
    localparam [31:0] DEPTH_32  = REQUANTIZE_DEPTH;
    wire [TABLE_AW:0]   unwrapped_table = {1'b0, tile_table} + GROUPS_32[TABLE_AW:0];
    wire [TABLE_AW:0]   wrapped_table   = unwrapped_table - DEPTH_32[TABLE_AW:0];
    wire [TABLE_AW-1:0] following_table = unwrapped_table >= DEPTH_32[TABLE_AW:0] ? wrapped_table[TABLE_AW-1:0]
                                                                                  : unwrapped_table[TABLE_AW-1:0];
    wire unused_carry = &{1'b0, wrapped_table[TABLE_AW]};

    wire last_beat;
    assign done_o          = started && finished && (ended || last_beat);
    assign row_done        = reading && (last_group || !row_exists);
    assign tile_read_o     = row_done && last_row;
    assign row_read_o      = reading;
    assign row_address_o   = row_address;
    assign table_read_o    = reading;
    assign table_address_o = table_address;

    always @(posedge clk_i) begin
        if (rst_i) begin
            started     <= 1'b0;
            finished    <= 1'b0;
            ended       <= 1'b0;
            row_address <= {ROW_AW{1'b0}};
        end else begin
            if (!started) begin
                started  <= job_valid_i && image_ready_i;
                finished <= 1'b0;
                ended    <= 1'b0;
            end else begin
                if (done_o) started <= 1'b0;
                if (last_beat) ended <= 1'b1;
            end
            if (tile_read_o && last_tile && last_rows) finished <= 1'b1;
            if (row_done) row_address <= row_address == LAST_ADDRESS[ROW_AW-1:0] ? {ROW_AW{1'b0}} : row_address + 1'b1;
        end
    end

    always @(posedge clk_i) begin
        if (!started) begin
            rows_left     <= job_rows_i;
            tile          <= {TILES_W{1'b0}};
            row           <= {ROW_AW{1'b0}};
            group         <= {GROUP_W{1'b0}};
            table_address <= image_table_base_i;
            tile_table    <= image_table_base_i;
        end else if (reading) begin
            group <= row_done ? {GROUP_W{1'b0}} : group + 1'b1;
            if (!row_done) table_address <= next_table;
            else if (!last_row) table_address <= tile_table;
            if (row_done) row <= last_row ? {ROW_AW{1'b0}} : row + 1'b1;
            if (tile_read_o) begin
                tile <= last_tile ? {TILES_W{1'b0}} : tile + 1'b1;
                if (last_tile) rows_left <= rows_left - TILE_OF_ROWS;
            end
            // A row that does not exist stops at its first group: the next tile's table follows from the tile's start.
            if (tile_read_o) begin
                table_address <= last_tile ? image_table_base_i : following_table;
                tile_table    <= last_tile ? image_table_base_i : following_table;
            end
        end
    end

    // Valid and last travel beside the numbers.
    reg [STAGES-1:0]  stage_valid;
    reg [STAGES-1:0]  stage_last;
    reg [GROUP_W-1:0] stage_group;
    always @(posedge clk_i) begin
        if (rst_i) stage_valid <= {STAGES{1'b0}};
        else if (advance) stage_valid <= {stage_valid[STAGES-2:0], reading && row_exists};
        if (advance) begin
            stage_last  <= {stage_last[STAGES-2:0], last_group && final_row && last_tile && last_rows};
            stage_group <= group;
        end
    end

    wire [GROUP_BITS-1:0] sums;
    generate
        if (GROUPS == 1) begin : gen_whole_row
            wire unused_group = &{1'b0, stage_group};
            assign sums = row_i;
        end else begin : gen_group
            assign sums = row_i[stage_group*GROUP_BITS +: GROUP_BITS];
        end
    endgenerate

    wire [OUTPUT_LANES*32-1:0] results;
    genvar d;
    generate
        for (d = 0; d < OUTPUT_LANES; d = d + 1) begin : gen_lane
            wire [63:0] entry = table_i[d*64 +: 64];
            wire unused_entry = &{1'b0, entry[63:54]};
            requantize #(.ACCUMULATOR_W(ACCUMULATOR_W), .CONTAINER_W(CONTAINER_W)) requantize (
                .clk_i(clk_i),
                .advance_i(advance),
                .partial_sum_i(sums[d*ACCUMULATOR_W +: ACCUMULATOR_W]),
                .bias_i(entry[31:0]),
                .multiplier_i(entry[47:32]),
                .shift_i(entry[53:48]),
                .raw_i(job_raw_i),
                .zero_point_i(job_zero_point_i),
                .clamp_low_i(job_clamp_low_i),
                .clamp_high_i(job_clamp_high_i),
                .result_o(results[d*32 +: 32])
            );
        end
    endgenerate

    wire packer_ready;
    assign advance = packer_ready || !stage_valid[STAGES-1];

    output_packer #(.OUTPUT_LANES(OUTPUT_LANES), .CONTAINER_W(CONTAINER_W)) packer (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .valid_i(stage_valid[STAGES-1]),
        .ready_o(packer_ready),
        .raw_i(job_raw_i),
        .last_i(stage_last[STAGES-1]),
        .results_i(results),
        .tvalid_o(tvalid_o),
        .tready_i(tready_i),
        .tdata_o(tdata_o),
        .tkeep_o(tkeep_o),
        .tlast_o(tlast_o)
    );

    assign last_beat = tvalid_o && tready_i && tlast_o;

endmodule

`default_nettype wire
