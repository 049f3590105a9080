// The array with everything around it: jobs, loaders, tables, sequencer and output stage.
//
//   output[m,n] = requantize( bias[n] + sum over k of activation[m,k] * weight[k,n] )
//
// A job enters as one handshake and goes to three places, which walk it at their own pace: the activation loader ahead,
// the sequencer in the middle, the output stage behind. Streams and images: docs/design.md, sections 3 to 5.
`default_nettype none

module gemm_core #(
    parameter TILE_ROWS           = 1,
    parameter TILE_COLUMNS        = 1,
    parameter MESH_ROWS           = 4,
    parameter MESH_COLUMNS        = 4,
    parameter BLOCK               = 8,
    parameter LANES               = 4,
    parameter METADATA            = 2,
    parameter ACTIVATION_W        = 8,
    parameter WEIGHT_W            = 8,
    parameter ACCUMULATOR_W       = 32,
    parameter WEIGHT_DEPTH        = 256,
    parameter ACTIVATION_DEPTH    = 64,
    parameter TILE_DEPTH          = 16,
    parameter LIST_DEPTH          = 16,
    parameter OUTPUT_LANES        = 2,
    parameter WEIGHT_STREAM_W     = 64,
    parameter ACTIVATION_STREAM_W = 64,
    parameter CONFIGURATION_HASH  = 0,
    parameter ARITHMETIC          = 0,
    parameter PRELOAD             = 0,
    parameter PRELOAD_FOLDER      = "memories"
) (
    input  wire                           clk_i,
    input  wire                           rst_i,
    input  wire                           job_valid_i,
    output wire                           job_ready_o,
    input  wire [31:0]                    job_rows_i,
    input  wire [31:0]                    job_blocks_i,
    input  wire                           job_raw_i,
    input  wire                           job_release_i,
    input  wire [15:0]                    job_zero_point_i,
    input  wire [15:0]                    job_clamp_low_i,
    input  wire [15:0]                    job_clamp_high_i,
    output wire                           done_o,
    output wire                           busy_o,
    output wire [5:0]                     errors_o,
    output wire [1:0]                     images_resident_o,
    output wire                           loading_o,
    output wire                           wait_activation_o,
    output wire                           wait_weight_o,
    output wire                           wait_output_o,
    output wire                           step_o,
    output wire                           in_job_o,
    input  wire                           weight_tvalid_i,
    output wire                           weight_tready_o,
    input  wire [WEIGHT_STREAM_W-1:0]     weight_tdata_i,
    input  wire                           weight_tlast_i,
    input  wire                           act_tvalid_i,
    output wire                           act_tready_o,
    input  wire [ACTIVATION_STREAM_W-1:0] act_tdata_i,
    input  wire                           act_tlast_i,
    output wire                           out_tvalid_o,
    input  wire                           out_tready_i,
    output wire [OUTPUT_LANES*32-1:0]     out_tdata_o,
    output wire [OUTPUT_LANES*4-1:0]      out_tkeep_o,
    output wire                           out_tlast_o
);

    localparam M_TILE      = TILE_ROWS * MESH_ROWS;
    localparam N_TILE      = TILE_COLUMNS * MESH_COLUMNS;
    localparam CONTAINER_W = ACTIVATION_W <= 8 ? 8 : 16;
    localparam INDEX_W     = BLOCK > 1 ? $clog2(BLOCK) : 1;
    localparam METADATA_W  = METADATA == 1 ? LANES*INDEX_W : METADATA == 2 ? BLOCK : 0;
    localparam COLUMN_W    = TILE_COLUMNS * (LANES*WEIGHT_W + METADATA_W);
    localparam GROUPS      = N_TILE / OUTPUT_LANES;

    localparam TABLE_DEPTH   = TILE_DEPTH * GROUPS;
    localparam WEIGHT_AW     = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1;
    localparam ACTIVATION_AW = $clog2(2*ACTIVATION_DEPTH);
    localparam BLOCK_W       = $clog2(ACTIVATION_DEPTH + 1);
    localparam TILE_AW       = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1;
    localparam LIST_AW       = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1;
    localparam TABLE_AW      = TABLE_DEPTH > 1 ? $clog2(TABLE_DEPTH) : 1;
    localparam ROW_AW        = $clog2(2*M_TILE);

    generate
        if (N_TILE % OUTPUT_LANES != 0) begin : gen_invalid_lanes
            gemm_core_needs_OUTPUT_LANES_to_divide_TILE_COLUMNS_times_MESH_COLUMNS invalid_parameters ();
        end
        if (LANES > BLOCK) begin : gen_invalid_block
            gemm_core_needs_LANES_of_at_most_BLOCK invalid_parameters ();
        end
    endgenerate

    // ---- jobs ----
    wire loader_valid, sequencer_valid, output_valid;
    wire loader_done, sequencer_done;
    assign busy_o = output_valid;

    wire [31:0]        loader_rows, sequencer_rows, output_rows;
    wire [BLOCK_W-1:0] loader_blocks, sequencer_blocks;
    wire               sequencer_release, output_release, output_raw;
    wire [CONTAINER_W-1:0] output_zero_point, output_clamp_low, output_clamp_high;
    wire unused_blocks = &{1'b0, job_blocks_i[31:BLOCK_W]};
    wire unused_signs  = &{1'b0, job_zero_point_i[15:CONTAINER_W-1], job_clamp_low_i[15:CONTAINER_W-1], job_clamp_high_i[15:CONTAINER_W-1]};

    job_queue #(.BLOCK_W(BLOCK_W), .CONTAINER_W(CONTAINER_W)) jobs (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .job_valid_i(job_valid_i),
        .job_ready_o(job_ready_o),
        .job_rows_i(job_rows_i),
        .job_blocks_i(job_blocks_i[BLOCK_W-1:0]),
        .job_raw_i(job_raw_i),
        .job_release_i(job_release_i),
        .job_zero_point_i(job_zero_point_i[CONTAINER_W-1:0]),
        .job_clamp_low_i(job_clamp_low_i[CONTAINER_W-1:0]),
        .job_clamp_high_i(job_clamp_high_i[CONTAINER_W-1:0]),
        .loader_valid_o(loader_valid),
        .loader_done_i(loader_done),
        .loader_rows_o(loader_rows),
        .loader_blocks_o(loader_blocks),
        .sequencer_valid_o(sequencer_valid),
        .sequencer_done_i(sequencer_done),
        .sequencer_rows_o(sequencer_rows),
        .sequencer_blocks_o(sequencer_blocks),
        .sequencer_release_o(sequencer_release),
        .output_valid_o(output_valid),
        .output_done_i(done_o),
        .output_rows_o(output_rows),
        .output_raw_o(output_raw),
        .output_release_o(output_release),
        .output_zero_point_o(output_zero_point),
        .output_clamp_low_o(output_clamp_low),
        .output_clamp_high_o(output_clamp_high)
    );

    // ---- weight images ----
    wire                      tile_write, list_write, table_write, weight_write;
    wire [TILE_AW-1:0]        tile_write_address;
    wire [LIST_AW-1:0]        list_write_address;
    wire [TABLE_AW-1:0]       table_write_address;
    wire [WEIGHT_AW-1:0]      weight_write_address;
    wire [63:0]               entry_word;
    wire [OUTPUT_LANES*64-1:0] table_word;
    wire [MESH_COLUMNS*COLUMN_W-1:0] weight_word;
    wire [1:0]                 image_ready;
    wire [2*(TILE_AW+1)-1:0]   image_tiles;
    wire [2*(WEIGHT_AW+1)-1:0] image_loaded;
    wire [1:0]                 image_whole;
    wire [2*(BLOCK_W+1)-1:0]   image_blocks;
    wire [2*TILE_AW-1:0]       image_tile_base;
    wire [2*LIST_AW-1:0]       image_list_base;
    wire [2*TABLE_AW-1:0]      image_table_base;
    wire [2*WEIGHT_AW-1:0]     image_weight_base;
    wire                       job_releases = done_o && output_release;
    wire                       preload_read;
    wire [1:0]                 preload_address;
    wire               tile_read, list_read, table_read;
    wire [TILE_AW-1:0] tile_read_address;
    wire [LIST_AW-1:0] list_read_address;
    wire [TABLE_AW-1:0] table_read_address;
    wire [63:0]        tile_entry, list_entry;
    wire [OUTPUT_LANES*64-1:0] table_entry;

    // A clock later than the job ends, so that no path leads from the output stream into the loader. The next job comes a clock later, too.
    reg release_image;
    always @(posedge clk_i) release_image <= !rst_i && job_releases;

    image_loader #(
        .STREAM_W(WEIGHT_STREAM_W),
        .WEIGHT_WORD_W(MESH_COLUMNS*COLUMN_W),
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .ACTIVATION_DEPTH(ACTIVATION_DEPTH),
        .OUTPUT_LANES(OUTPUT_LANES),
        .GROUPS(GROUPS),
        .CONFIGURATION_HASH(CONFIGURATION_HASH),
        .PRELOAD(PRELOAD)
    ) image_loader (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .tvalid_i(weight_tvalid_i),
        .tready_o(weight_tready_o),
        .tdata_i(weight_tdata_i),
        .tlast_i(weight_tlast_i),
        .tile_write_o(tile_write),
        .tile_address_o(tile_write_address),
        .entry_o(entry_word),
        .list_write_o(list_write),
        .list_address_o(list_write_address),
        .table_write_o(table_write),
        .table_address_o(table_write_address),
        .table_o(table_word),
        .weight_write_o(weight_write),
        .weight_address_o(weight_write_address),
        .weight_o(weight_word),
        .preload_read_o(preload_read),
        .preload_address_o(preload_address),
        .preload_entry_i(tile_entry),
        .release_i(release_image),
        .image_ready_o(image_ready),
        .image_tiles_o(image_tiles),
        .image_loaded_o(image_loaded),
        .image_whole_o(image_whole),
        .image_blocks_o(image_blocks),
        .image_tile_base_o(image_tile_base),
        .image_list_base_o(image_list_base),
        .image_table_base_o(image_table_base),
        .image_weight_base_o(image_weight_base),
        .images_resident_o(images_resident_o),
        .loading_o(loading_o),
        .errors_o(errors_o[3:0])
    );

    // The last four words of a preloaded tile table are the header of its image; the sequencer reads no tile before that is looked at.
    localparam TILE_WORDS  = PRELOAD != 0 ? (TILE_DEPTH + 4 + 255) / 256 * 256 : TILE_DEPTH;
    localparam TILE_WORD_W = TILE_WORDS > 1 ? $clog2(TILE_WORDS) : 1;
    localparam [31:0] HEADER = TILE_WORDS - 4;
    wire [31:0] tile_write_word = {{(32-TILE_AW){1'b0}}, tile_write_address};
    wire [31:0] tile_read_word  = preload_read ? {HEADER[31:2], preload_address} : {{(32-TILE_AW){1'b0}}, tile_read_address};
    wire unused_tile_word = &{1'b0, tile_write_word[31:TILE_WORD_W], tile_read_word[31:TILE_WORD_W]};

    ram_simple_dual_port #(
        .WIDTH(64),
        .DEPTH(TILE_WORDS),
        .PRELOAD(PRELOAD),
        .FILE({PRELOAD_FOLDER, "/tiles.mem"})
    ) tile_table (
        .clk_i(clk_i),
        .write_enable_i(tile_write),
        .write_address_i(tile_write_word[TILE_WORD_W-1:0]),
        .write_data_i(entry_word),
        .read_enable_i(tile_read || preload_read),
        .read_address_i(tile_read_word[TILE_WORD_W-1:0]),
        .read_data_o(tile_entry)
    );

    ram_simple_dual_port #(
        .WIDTH(64),
        .DEPTH(LIST_DEPTH),
        .PRELOAD(PRELOAD),
        .FILE({PRELOAD_FOLDER, "/lists.mem"})
    ) block_lists (
        .clk_i(clk_i),
        .write_enable_i(list_write),
        .write_address_i(list_write_address),
        .write_data_i(entry_word),
        .read_enable_i(list_read),
        .read_address_i(list_read_address),
        .read_data_o(list_entry)
    );

    ram_simple_dual_port #(
        .WIDTH(OUTPUT_LANES*64),
        .DEPTH(TABLE_DEPTH),
        .PRELOAD(PRELOAD),
        .FILE({PRELOAD_FOLDER, "/requantize.mem"})
    ) requantization_table (
        .clk_i(clk_i),
        .write_enable_i(table_write),
        .write_address_i(table_write_address),
        .write_data_i(table_word),
        .read_enable_i(table_read),
        .read_address_i(table_read_address),
        .read_data_o(table_entry)
    );

    // ---- activations ----
    wire                          activation_write, activation_bank, activation_complete, bank_release;
    wire [ACTIVATION_AW-1:0]      activation_write_address;
    wire [M_TILE*BLOCK*ACTIVATION_W-1:0] activation_word;

    activation_loader #(
        .STREAM_W(ACTIVATION_STREAM_W),
        .M_TILE(M_TILE),
        .BLOCK(BLOCK),
        .ACTIVATION_W(ACTIVATION_W),
        .CONTAINER_W(CONTAINER_W),
        .DEPTH(ACTIVATION_DEPTH)
    ) activation_loader (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .job_valid_i(loader_valid),
        .job_ready_o(loader_done),
        .job_rows_i(loader_rows),
        .job_blocks_i(loader_blocks),
        .tvalid_i(act_tvalid_i),
        .tready_o(act_tready_o),
        .tdata_i(act_tdata_i),
        .tlast_i(act_tlast_i),
        .release_i(bank_release),
        .write_o(activation_write),
        .bank_o(activation_bank),
        .complete_o(activation_complete),
        .address_o(activation_write_address),
        .data_o(activation_word),
        .error_o(errors_o[4])
    );

    // ---- sequencer ----
    wire                     issue_valid, issue_first, issue_last, issue_block_first;
    wire [ACTIVATION_AW-1:0] issue_activation;
    wire [WEIGHT_AW-1:0]     issue_weight;
    wire                     tile_drained;

    tile_sequencer #(
        .M_TILE(M_TILE),
        .ACTIVATION_DEPTH(ACTIVATION_DEPTH),
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH),
        .RELEASE_CLOCKS(MESH_ROWS + 1)
    ) sequencer (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .job_valid_i(sequencer_valid),
        .job_ready_o(sequencer_done),
        .job_rows_i(sequencer_rows),
        .job_blocks_i(sequencer_blocks),
        .job_release_i(sequencer_release),
        .image_ready_i(image_ready),
        .image_tiles_i(image_tiles),
        .image_loaded_i(image_loaded),
        .image_whole_i(image_whole),
        .image_blocks_i(image_blocks),
        .image_tile_base_i(image_tile_base),
        .image_list_base_i(image_list_base),
        .image_weight_base_i(image_weight_base),
        .tile_read_o(tile_read),
        .tile_address_o(tile_read_address),
        .tile_i(tile_entry),
        .list_read_o(list_read),
        .list_address_o(list_read_address),
        .list_i(list_entry),
        .activation_written_i(activation_write),
        .activation_bank_i(activation_bank),
        .activation_complete_i(activation_complete),
        .bank_release_o(bank_release),
        .tile_drained_i(tile_drained),
        .issue_valid_o(issue_valid),
        .issue_first_o(issue_first),
        .issue_last_o(issue_last),
        .issue_block_first_o(issue_block_first),
        .issue_activation_o(issue_activation),
        .issue_weight_o(issue_weight),
        .mismatch_o(errors_o[5]),
        .wait_activation_o(wait_activation_o),
        .wait_weight_o(wait_weight_o),
        .wait_output_o(wait_output_o),
        .in_job_o(in_job_o)
    );

    assign step_o = issue_valid;

    // ---- what computes, and what comes out of it ----
    wire                            row_written, row_read;
    wire [ROW_AW-1:0]               row_address;
    wire [N_TILE*ACCUMULATOR_W-1:0] row;

    gemm_array #(
        .TILE_ROWS(TILE_ROWS),
        .TILE_COLUMNS(TILE_COLUMNS),
        .MESH_ROWS(MESH_ROWS),
        .MESH_COLUMNS(MESH_COLUMNS),
        .BLOCK(BLOCK),
        .LANES(LANES),
        .METADATA(METADATA),
        .ACTIVATION_W(ACTIVATION_W),
        .WEIGHT_W(WEIGHT_W),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .WEIGHT_DEPTH(WEIGHT_DEPTH),
        .ACTIVATION_DEPTH(ACTIVATION_DEPTH),
        .ARITHMETIC(ARITHMETIC),
        .PRELOAD(PRELOAD),
        .PRELOAD_FOLDER(PRELOAD_FOLDER)
    ) array (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .activation_write_i(activation_write),
        .activation_address_i(activation_write_address),
        .activation_word_i(activation_word),
        .weight_write_i(weight_write),
        .weight_address_i(weight_write_address),
        .weight_word_i(weight_word),
        .issue_valid_i(issue_valid),
        .issue_first_i(issue_first),
        .issue_last_i(issue_last),
        .issue_block_first_i(issue_block_first),
        .issue_activation_i(issue_activation),
        .issue_weight_i(issue_weight),
        .row_written_o(row_written),
        .row_read_i(row_read),
        .row_address_i(row_address),
        .row_o(row)
    );

    reg output_image;
    always @(posedge clk_i) begin
        if (rst_i) output_image <= 1'b0;
        else if (job_releases) output_image <= !output_image;
    end

    output_stage #(
        .M_TILE(M_TILE),
        .N_TILE(N_TILE),
        .ACCUMULATOR_W(ACCUMULATOR_W),
        .OUTPUT_LANES(OUTPUT_LANES),
        .CONTAINER_W(CONTAINER_W),
        .TILES_W(TILE_AW + 1),
        .REQUANTIZE_DEPTH(TABLE_DEPTH)
    ) output_stage (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .job_valid_i(output_valid),
        .job_rows_i(output_rows),
        .job_raw_i(output_raw),
        .job_zero_point_i(output_zero_point),
        .job_clamp_low_i(output_clamp_low),
        .job_clamp_high_i(output_clamp_high),
        .image_ready_i(output_image ? image_ready[1] : image_ready[0]),
        .image_tiles_i(output_image ? image_tiles[2*(TILE_AW+1)-1 -: TILE_AW+1] : image_tiles[TILE_AW:0]),
        .image_table_base_i(output_image ? image_table_base[2*TABLE_AW-1 -: TABLE_AW] : image_table_base[TABLE_AW-1:0]),
        .done_o(done_o),
        .row_written_i(row_written),
        .row_read_o(row_read),
        .row_address_o(row_address),
        .row_i(row),
        .tile_read_o(tile_drained),
        .table_read_o(table_read),
        .table_address_o(table_read_address),
        .table_i(table_entry),
        .tvalid_o(out_tvalid_o),
        .tready_i(out_tready_i),
        .tdata_o(out_tdata_o),
        .tkeep_o(out_tkeep_o),
        .tlast_o(out_tlast_o)
    );

endmodule

`default_nettype wire
