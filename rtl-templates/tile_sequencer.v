// Walks the jobs tile by tile, block by block, step by step, and issues one step per clock.
//
// tile_walk reads the tile table ahead, step_walk counts blocks and steps; here a step waits until activations, weights and room for
// its result are there.
// The mesh never stalls: where a step waits, an idle clock enters the mesh.
//
// Order of a job: for each M-tile, for each N-tile of the image, for each block of the tile, for each step.
// Step:   issue_* of a step are valid for one clock with issue_valid_o.
// A job that does not fit its image (mismatch_o, a pulse: other K-blocks than the image's, or an image whose tables ask for weights
// or blocks that are not there) still ends: in a whole bank, and of a whole image, no step waits for what will not come. Its outputs mean nothing.
// Room:   at most two tiles may be unread in the drain buffer, and tiles end at least M_TILE clocks apart.
`default_nettype none

module tile_sequencer #(
    parameter M_TILE           = 8,
    parameter ACTIVATION_DEPTH = 64,
    parameter WEIGHT_DEPTH     = 256,
    parameter TILE_DEPTH       = 16,
    parameter LIST_DEPTH       = 16,
    parameter RELEASE_CLOCKS   = 8,   // clocks until the last mesh row has read a block
    parameter BLOCK_W    = $clog2(ACTIVATION_DEPTH + 1),                  // follows
    parameter ACTIVATION_AW = $clog2(2*ACTIVATION_DEPTH),                 // follows
    parameter WEIGHT_AW  = WEIGHT_DEPTH > 1 ? $clog2(WEIGHT_DEPTH) : 1,   // follows
    parameter TILE_AW    = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1,       // follows
    parameter LIST_AW    = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1        // follows
) (
    input  wire                       clk_i,
    input  wire                       rst_i,
    input  wire                       job_valid_i,
    output wire                       job_ready_o,
    input  wire [31:0]                job_rows_i,
    input  wire [BLOCK_W-1:0]         job_blocks_i,
    input  wire                       job_release_i,
    input  wire [1:0]                 image_ready_i,
    input  wire [2*(TILE_AW+1)-1:0]   image_tiles_i,
    input  wire [2*(WEIGHT_AW+1)-1:0] image_loaded_i,
    input  wire [1:0]                 image_whole_i,
    input  wire [2*(BLOCK_W+1)-1:0]   image_blocks_i,
    input  wire [2*TILE_AW-1:0]       image_tile_base_i,
    input  wire [2*LIST_AW-1:0]       image_list_base_i,
    input  wire [2*WEIGHT_AW-1:0]     image_weight_base_i,
    output wire                       tile_read_o,
    output wire [TILE_AW-1:0]         tile_address_o,
    input  wire [63:0]                tile_i,
    output wire                       list_read_o,
    output wire [LIST_AW-1:0]         list_address_o,
    input  wire [63:0]                list_i,
    input  wire                       activation_written_i,
    input  wire                       activation_bank_i,
    input  wire                       activation_complete_i, // with the last word of a bank
    output wire                       bank_release_o,
    input  wire                       tile_drained_i,
    output reg                        issue_valid_o,
    output reg                        issue_first_o,        // first step of the tile
    output reg                        issue_last_o,         // last step of the tile
    output reg                        issue_block_first_o,  // first step of the block
    output reg  [ACTIVATION_AW-1:0]   issue_activation_o,
    output reg  [WEIGHT_AW-1:0]       issue_weight_o,
    output reg                        mismatch_o,
    output wire                       wait_activation_o,
    output wire                       wait_weight_o,
    output wire                       wait_output_o,
    output wire                       in_job_o              // from the first step of a job to its last
);

    localparam [31:0] LAST_WEIGHT    = WEIGHT_DEPTH - 1;
    localparam [31:0] SECOND_BANK    = ACTIVATION_DEPTH;
    localparam [31:0] LAST_SPACING   = M_TILE - 1;
    localparam NUMBER_W = BLOCK_W < 16 ? BLOCK_W + 1 : 16;  // of a block; a number that needs more is beyond every bank, and becomes the least such

    wire                tile_valid, tile_ready, tile_image, tile_first, tile_last, tile_ends_job, tile_list;
    wire [NUMBER_W-1:0] tile_blocks;
    wire [5:0]          tile_steps;
    wire [LIST_AW-1:0]  tile_list_word;
    wire [1:0]          tile_list_part;
    wire                other_blocks, wait_image;

    tile_walk #(
        .M_TILE(M_TILE),
        .BLOCK_W(BLOCK_W),
        .TILE_DEPTH(TILE_DEPTH),
        .LIST_DEPTH(LIST_DEPTH)
    ) tiles (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .job_valid_i(job_valid_i),
        .job_ready_o(job_ready_o),
        .job_rows_i(job_rows_i),
        .job_blocks_i(job_blocks_i),
        .job_release_i(job_release_i),
        .image_ready_i(image_ready_i),
        .image_tiles_i(image_tiles_i),
        .image_blocks_i(image_blocks_i),
        .image_tile_base_i(image_tile_base_i),
        .image_list_base_i(image_list_base_i),
        .table_read_o(tile_read_o),
        .table_address_o(tile_address_o),
        .table_i(tile_i),
        .tile_valid_o(tile_valid),
        .tile_ready_i(tile_ready),
        .tile_image_o(tile_image),
        .tile_first_o(tile_first),
        .tile_last_o(tile_last),
        .tile_ends_job_o(tile_ends_job),
        .tile_blocks_o(tile_blocks),
        .tile_steps_o(tile_steps),
        .tile_list_o(tile_list),
        .tile_list_word_o(tile_list_word),
        .tile_list_part_o(tile_list_part),
        .other_blocks_o(other_blocks),
        .wait_image_o(wait_image)
    );

    wire                advance;  // the step at hand is issued, or there is none
    wire                listed, listed_image, listed_m_first, listed_tile_first, listed_block_first;
    wire                listed_tile_ends, listed_m_ends, listed_job_ends;
    wire [NUMBER_W-1:0] listed_block;

    step_walk #(
        .BLOCK_W(BLOCK_W),
        .LIST_DEPTH(LIST_DEPTH)
    ) steps (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .tile_valid_i(tile_valid),
        .tile_ready_o(tile_ready),
        .tile_image_i(tile_image),
        .tile_first_i(tile_first),
        .tile_last_i(tile_last),
        .tile_ends_job_i(tile_ends_job),
        .tile_blocks_i(tile_blocks),
        .tile_steps_i(tile_steps),
        .tile_list_i(tile_list),
        .tile_list_word_i(tile_list_word),
        .tile_list_part_i(tile_list_part),
        .list_read_o(list_read_o),
        .list_address_o(list_address_o),
        .list_i(list_i),
        .advance_i(advance),
        .listed_valid_o(listed),
        .listed_image_o(listed_image),
        .listed_m_first_o(listed_m_first),
        .listed_tile_first_o(listed_tile_first),
        .listed_block_first_o(listed_block_first),
        .listed_tile_ends_o(listed_tile_ends),
        .listed_m_ends_o(listed_m_ends),
        .listed_job_ends_o(listed_job_ends),
        .listed_block_o(listed_block)
    );

    // ---- the step at hand ----
    reg               held;            // a step is in this stage
    reg               held_image;
    reg               held_tile_first;
    reg               held_block_first;
    reg               held_tile_ends;
    reg               held_m_ends;
    reg               held_job_ends;
    reg [NUMBER_W-1:0] held_block;
    reg [WEIGHT_AW-1:0] held_weight;       // address in the ring
    reg [WEIGHT_AW:0] held_weight_count;   // number in the image

    wire [WEIGHT_AW-1:0] weight_base = listed_image ? image_weight_base_i[2*WEIGHT_AW-1 -: WEIGHT_AW]
                                                    : image_weight_base_i[WEIGHT_AW-1:0];
    wire [WEIGHT_AW-1:0] following_weight = held_weight == LAST_WEIGHT[WEIGHT_AW-1:0] ? {WEIGHT_AW{1'b0}}
                                                                                      : held_weight + 1'b1;

    always @(posedge clk_i) begin
        if (rst_i) held <= 1'b0;
        else if (advance) held <= listed;
        if (advance) begin
            held_image       <= listed_image;
            held_tile_first  <= listed_tile_first;
            held_block_first <= listed_block_first;
            held_tile_ends   <= listed_tile_ends;
            held_m_ends      <= listed_m_ends;
            held_job_ends    <= listed_job_ends;
            held_block       <= listed_block;
        end
        // Weights follow each other through the image; an M-tile starts them again.
        if (advance && listed) begin
            held_weight       <= listed_m_first ? weight_base : following_weight;
            held_weight_count <= listed_m_first ? {(WEIGHT_AW+1){1'b0}} : held_weight_count + 1'b1;
        end
    end

    // Words of each bank that are written. A bank counts as empty as soon as its last step is issued, and may be filled again when
    // the last mesh row has read it.
    reg                bank;
    reg  [BLOCK_W-1:0] filled_0;
    reg  [BLOCK_W-1:0] filled_1;
    wire [BLOCK_W-1:0] filled = bank ? filled_1 : filled_0;
    wire               issue;
    wire               m_ends = issue && held_m_ends;

    localparam WIDE_W = BLOCK_W > NUMBER_W ? BLOCK_W : NUMBER_W;
    wire [WIDE_W-1:0] wide_block  = {{(WIDE_W-NUMBER_W){1'b0}}, held_block};
    wire [WIDE_W-1:0] wide_filled = {{(WIDE_W-BLOCK_W){1'b0}}, filled};

    wire [WEIGHT_AW:0] loaded = held_image ? image_loaded_i[2*(WEIGHT_AW+1)-1 -: WEIGHT_AW+1] : image_loaded_i[WEIGHT_AW:0];

    // Room in the drain buffer.
    localparam SPACING_W = M_TILE > 1 ? $clog2(M_TILE) : 1;
    reg [1:0]           unread;
    reg [SPACING_W-1:0] spacing;  // clocks until the next tile may end
    wire                ends = issue && held_tile_ends;

    // The last step of an M-tile also waits for blocks that no list names: the bank is given back whole.
    reg  [1:0] complete;
    wire bank_complete  = bank ? complete[1] : complete[0];
    wire has_activation = bank_complete || (wide_block < wide_filled && !held_m_ends);
    wire image_whole    = held_image ? image_whole_i[1] : image_whole_i[0];
    wire is_loaded      = held_weight_count < loaded;
    wire has_weight     = is_loaded || image_whole;
    wire has_room       = !held_tile_ends || (unread != 2'd2 && spacing == {SPACING_W{1'b0}});

    assign issue   = held && has_activation && has_weight && has_room;
    assign advance = !held || issue;

    always @(posedge clk_i) begin
        if (rst_i) begin
            bank     <= 1'b0;
            filled_0 <= {BLOCK_W{1'b0}};
            filled_1 <= {BLOCK_W{1'b0}};
            complete <= 2'd0;
            unread   <= 2'd0;
            spacing  <= {SPACING_W{1'b0}};
        end else begin
            if (m_ends) begin
                bank           <= !bank;
                complete[bank] <= 1'b0;
            end
            if (activation_written_i && activation_complete_i) complete[activation_bank_i] <= 1'b1;
            if (m_ends && !bank) filled_0 <= {BLOCK_W{1'b0}};
            else if (activation_written_i && !activation_bank_i) filled_0 <= filled_0 + 1'b1;
            if (m_ends && bank) filled_1 <= {BLOCK_W{1'b0}};
            else if (activation_written_i && activation_bank_i) filled_1 <= filled_1 + 1'b1;
            unread <= unread + {1'b0, ends} - {1'b0, tile_drained_i};
            if (ends) spacing <= LAST_SPACING[SPACING_W-1:0];
            else if (spacing != {SPACING_W{1'b0}}) spacing <= spacing - 1'b1;
        end
    end

    delay_line #(.WIDTH(1), .CLOCKS(RELEASE_CLOCKS)) release_delay (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .data_i(m_ends),
        .data_o(bank_release_o)
    );

    wire [ACTIVATION_AW-1:0] block_address;
    generate
        if (ACTIVATION_AW > NUMBER_W) begin : gen_widen
            assign block_address = {{(ACTIVATION_AW-NUMBER_W){1'b0}}, held_block};
        end else begin : gen_cut
            assign block_address = held_block[ACTIVATION_AW-1:0];
        end
    endgenerate

    always @(posedge clk_i) begin
        issue_valid_o <= !rst_i && issue;
        issue_last_o  <= !rst_i && ends;
        issue_first_o       <= held_tile_first;
        issue_block_first_o <= held_block_first;
        issue_activation_o  <= bank ? block_address + SECOND_BANK[ACTIVATION_AW-1:0] : block_address;
        issue_weight_o      <= held_weight;
    end

    // ---- jobs and images that do not fit each other ----
    always @(posedge clk_i)
        mismatch_o <= !rst_i && (other_blocks || (issue && (!is_loaded || wide_block >= wide_filled)));

    // ---- what the counters ask ----
    reg between;
    always @(posedge clk_i) begin
        if (rst_i) between <= 1'b0;
        else if (issue) between <= !held_job_ends;
    end
    assign in_job_o          = between || issue;
    assign wait_activation_o = held && !has_activation;
    assign wait_weight_o     = held && has_activation && !has_weight || !held && wait_image;
    assign wait_output_o     = held && has_activation && has_weight && !has_room;

endmodule

`default_nettype wire
