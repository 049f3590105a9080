// Walks the jobs tile by tile, block by block, step by step, and issues one step per clock.
//
// Four stages: the tile walk reads the tile table ahead into a queue; the step walk counts blocks and steps and reads the block list;
// the list stage takes the block's number out of the list word; the issue stage looks whether activations, weights and room for the
// result are there and lets the step go, or waits.
// The mesh never stalls: where a step waits, an idle clock enters the mesh.
//
// Order of a job: for each M-tile, for each N-tile of the image, for each block of the tile, for each step.
// Tile entry: [15:0] blocks, [21:16] steps, [22] list enabled, [63:32] list offset in 16-bit entries.
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

    localparam [31:0] LAST_TILE      = TILE_DEPTH - 1;
    localparam [31:0] LAST_WEIGHT    = WEIGHT_DEPTH - 1;
    localparam [31:0] LISTS          = LIST_DEPTH;
    localparam [31:0] SECOND_BANK    = ACTIVATION_DEPTH;
    localparam [31:0] TILE_OF_ROWS   = M_TILE;
    localparam ROW_W = $clog2(2*M_TILE) + 1;  // holds M_TILE, and more
    localparam [31:0] LAST_SPACING   = M_TILE - 1;

    // ---- tile walk ----
    localparam NUMBER_W = BLOCK_W < 16 ? BLOCK_W + 1 : 16;  // of a block; a number that needs more is beyond every bank, and becomes the least such
    localparam ENTRY_W  = NUMBER_W + 6 + 1 + LIST_AW + 2 + 4;  // blocks, steps, list, list word, list part, flags
    reg               walking;       // the registers below belong to the job at the input
    reg               walk_image;
    reg [31:0]        walk_rows;
    reg [TILE_AW:0]   walk_tiles;    // N-tiles left after this one
    reg               walk_first;    // first N-tile of the M-tile
    reg [TILE_AW-1:0] walk_address;

    wire [TILE_AW:0]   image_tiles = walk_image ? image_tiles_i[2*(TILE_AW+1)-1 -: TILE_AW+1] : image_tiles_i[TILE_AW:0];
    wire [TILE_AW-1:0] image_tile  = walk_image ? image_tile_base_i[2*TILE_AW-1 -: TILE_AW] : image_tile_base_i[TILE_AW-1:0];
    wire               walk_ready  = walk_image ? image_ready_i[1] : image_ready_i[0];

    wire queue_ready;                    // room for what is on its way, too
    wire walk_last_n = walk_tiles == {(TILE_AW+1){1'b0}};
    wire walk_last_m = walk_rows[31:ROW_W] == {(32-ROW_W){1'b0}} && walk_rows[ROW_W-1:0] <= TILE_OF_ROWS[ROW_W-1:0];
    wire walk_step   = walking && queue_ready;
    wire walk_ends   = walk_step && walk_last_n && walk_last_m;

    assign job_ready_o    = walk_ends;
    assign tile_read_o    = walk_step;
    assign tile_address_o = walk_address;

    always @(posedge clk_i) begin
        if (rst_i) begin
            walking    <= 1'b0;
            walk_image <= 1'b0;
        end else begin
            walking <= walking ? !walk_ends : job_valid_i && walk_ready;
            if (walk_ends && job_release_i) walk_image <= !walk_image;
        end
    end

    always @(posedge clk_i) begin
        if (!walking) begin
            walk_rows    <= job_rows_i;
            walk_tiles   <= image_tiles - 1'b1;
            walk_first   <= 1'b1;
            walk_address <= image_tile;
        end else if (walk_step) begin
            walk_first   <= walk_last_n;
            walk_tiles   <= walk_last_n ? image_tiles - 1'b1 : walk_tiles - 1'b1;
            walk_address <= walk_last_n ? image_tile
                          : walk_address == LAST_TILE[TILE_AW-1:0] ? {TILE_AW{1'b0}} : walk_address + 1'b1;
            if (walk_last_n) walk_rows <= walk_rows - TILE_OF_ROWS;
        end
    end

    // The entry arrives one clock after its address.
    reg       arriving;
    reg [3:0] arriving_flags;  // image, first N-tile of the M-tile, last N-tile of the M-tile, last tile of the job
    reg [LIST_AW-1:0] arriving_list_base;
    always @(posedge clk_i) begin
        arriving       <= !rst_i && walk_step;
        arriving_flags <= {walk_image, walk_first, walk_last_n, walk_last_n && walk_last_m};
        arriving_list_base <= walk_image ? image_list_base_i[2*LIST_AW-1 -: LIST_AW] : image_list_base_i[LIST_AW-1:0];
    end

    wire [LIST_AW:0]   list_sum   = {1'b0, arriving_list_base} + {1'b0, tile_i[34 +: LIST_AW]};
    wire [LIST_AW:0]   list_over  = list_sum - LISTS[LIST_AW:0];
    wire [LIST_AW-1:0] list_start = list_sum >= LISTS[LIST_AW:0] ? list_over[LIST_AW-1:0] : list_sum[LIST_AW-1:0];
    wire unused_tile = &{1'b0, tile_i[63:34+LIST_AW], tile_i[31:23], list_over[LIST_AW]};

    wire [NUMBER_W-1:0] arriving_blocks;
    wire [ENTRY_W-1:0] entry_in = {arriving_flags, list_start, tile_i[33:32], tile_i[22:16], arriving_blocks};
    wire [ENTRY_W-1:0] entry;
    wire               entry_valid;
    wire               entry_take;
    wire               unused_queue_ready;
    reg  [2:0]         queued;  // entries in the queue or on their way
    assign queue_ready = queued < 3'd4;
    always @(posedge clk_i) begin
        if (rst_i) queued <= 3'd0;
        else queued <= queued + {2'b0, walk_step} - {2'b0, entry_take};
    end

    stream_fifo #(.WIDTH(ENTRY_W), .DEPTH(4)) entry_queue (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .in_valid_i(arriving),
        .in_ready_o(unused_queue_ready),
        .in_data_i(entry_in),
        .out_valid_o(entry_valid),
        .out_ready_i(entry_take),
        .out_data_o(entry)
    );

    // ---- step walk ----
    wire advance;  // the issue stage takes the step

    reg               step_valid;
    reg               step_image;
    reg               step_list;
    reg               step_first;        // the tile is the first of its M-tile
    reg               step_last_n;       // the tile is the last of its M-tile
    reg               step_last_tile;    // ... of its job
    reg               step_tile_first;   // first block of the tile
    reg [NUMBER_W-1:0] step_blocks;      // blocks left after this one
    reg [NUMBER_W-1:0] step_block;       // number of the block, without list
    reg [5:0]         step_steps;        // steps of a block, less one
    reg [5:0]         step_step;
    reg [LIST_AW-1:0] step_list_word;
    reg [1:0]         step_list_part;

    wire block_first = step_step == 6'd0;
    wire block_ends  = step_step == step_steps;
    wire tile_ends   = block_ends && step_blocks == {NUMBER_W{1'b0}};
    wire next_entry  = !step_valid || (advance && tile_ends);
    assign entry_take = entry_valid && next_entry;

    localparam [31:0] LAST_LIST = LISTS - 1;
    wire [LIST_AW-1:0] following_list = step_list_word == LAST_LIST[LIST_AW-1:0] ? {LIST_AW{1'b0}} : step_list_word + 1'b1;

    always @(posedge clk_i) begin
        if (rst_i) step_valid <= 1'b0;
        else if (next_entry) step_valid <= entry_valid;
    end

    always @(posedge clk_i) begin
        if (advance && step_valid) begin
            step_step <= block_ends ? 6'd0 : step_step + 1'b1;
            if (block_ends) begin
                step_tile_first <= 1'b0;
                step_blocks     <= step_blocks - 1'b1;
                step_block      <= step_block + 1'b1;
                step_list_part  <= step_list_part + 1'b1;
                if (step_list_part == 2'd3) step_list_word <= following_list;
            end
        end
        if (entry_take) begin
            step_image      <= entry[ENTRY_W-1];
            step_first      <= entry[ENTRY_W-2];
            step_last_n     <= entry[ENTRY_W-3];
            step_last_tile  <= entry[ENTRY_W-4];
            step_list_word  <= entry[NUMBER_W+9 +: LIST_AW];
            step_list_part  <= entry[NUMBER_W+7 +: 2];
            step_list       <= entry[NUMBER_W+6];
            step_steps      <= entry[NUMBER_W +: 6] - 1'b1;
            step_blocks     <= entry[NUMBER_W-1:0] - 1'b1;
            step_block      <= {NUMBER_W{1'b0}};
            step_step       <= 6'd0;
            step_tile_first <= 1'b1;
        end
    end

    assign list_read_o    = advance && step_valid && step_list && block_first;
    assign list_address_o = step_list_word;

    // ---- list ----
    reg               listed;          // a step is in this stage
    reg               listed_image;
    reg               listed_list;
    reg               listed_m_first;  // first step of the M-tile
    reg               listed_tile_first;
    reg               listed_block_first;
    reg               listed_tile_ends;
    reg               listed_m_ends;   // last step of the M-tile
    reg               listed_job_ends;
    reg [NUMBER_W-1:0] listed_block;
    reg [1:0]         listed_part;

    always @(posedge clk_i) begin
        if (rst_i) listed <= 1'b0;
        else if (advance) listed <= step_valid;
        if (advance) begin
            listed_image       <= step_image;
            listed_list        <= step_list;
            listed_m_first     <= step_first && step_tile_first && block_first;
            listed_tile_first  <= step_tile_first && block_first;
            listed_block_first <= block_first;
            listed_tile_ends   <= tile_ends;
            listed_m_ends      <= tile_ends && step_last_n;
            listed_job_ends    <= tile_ends && step_last_tile;
            listed_block       <= step_block;
            listed_part        <= step_list_part;
        end
    end

    wire [15:0]         list_entry = list_i[listed_part*16 +: 16];
    wire [NUMBER_W-1:0] list_block;
    generate
        if (NUMBER_W < 16) begin : gen_bound
            assign arriving_blocks = tile_i[15:BLOCK_W] != {(16-BLOCK_W){1'b0}} ? {1'b1, {BLOCK_W{1'b0}}} : {1'b0, tile_i[BLOCK_W-1:0]};
            assign list_block = list_entry[15:BLOCK_W] != {(16-BLOCK_W){1'b0}} ? {1'b1, {BLOCK_W{1'b0}}} : {1'b0, list_entry[BLOCK_W-1:0]};
        end else begin : gen_whole
            assign arriving_blocks = tile_i[15:0];
            assign list_block = list_entry;
        end
    endgenerate

    // ---- issue ----
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
            held_block       <= listed_list ? list_block : listed_block;
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
    wire [BLOCK_W:0] image_blocks = walk_image ? image_blocks_i[2*(BLOCK_W+1)-1 -: BLOCK_W+1] : image_blocks_i[BLOCK_W:0];
    wire             walk_begins  = !walking && job_valid_i && walk_ready;
    always @(posedge clk_i)
        mismatch_o <= !rst_i && ((walk_begins && image_blocks != {1'b0, job_blocks_i}) || (issue && (!is_loaded || wide_block >= wide_filled)));

    // ---- what the counters ask ----
    reg between;
    always @(posedge clk_i) begin
        if (rst_i) between <= 1'b0;
        else if (issue) between <= !held_job_ends;
    end
    assign in_job_o          = between || issue;
    assign wait_activation_o = held && !has_activation;
    assign wait_weight_o     = held && has_activation && !has_weight || !held && job_valid_i && !walking && !walk_ready;
    assign wait_output_o     = held && has_activation && has_weight && !has_room;

endmodule

`default_nettype wire
