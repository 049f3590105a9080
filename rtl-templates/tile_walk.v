// Walks the jobs tile by tile and reads the tile table ahead, into a queue of four tiles.
//
// Order of a job: for each M-tile, for each N-tile of the image.
// Tile entry: [15:0] blocks, [21:16] steps, [22] list enabled, [63:32] list offset in 16-bit entries.
// Job:   job_*_i hold while job_valid_i, until job_ready_o.
// Tile:  tile_*_o hold while tile_valid_o, until tile_ready_i.
`default_nettype none

module tile_walk #(
    parameter M_TILE     = 8,
    parameter BLOCK_W    = 7,    // bits of a number of K-blocks
    parameter TILE_DEPTH = 16,
    parameter LIST_DEPTH = 16,
    parameter NUMBER_W   = BLOCK_W < 16 ? BLOCK_W + 1 : 16,           // follows
    parameter TILE_AW    = TILE_DEPTH > 1 ? $clog2(TILE_DEPTH) : 1,   // follows
    parameter LIST_AW    = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1    // follows
) (
    input  wire                     clk_i,
    input  wire                     rst_i,
    input  wire                     job_valid_i,
    output wire                     job_ready_o,
    input  wire [31:0]              job_rows_i,
    input  wire [BLOCK_W-1:0]       job_blocks_i,
    input  wire                     job_release_i,
    input  wire [1:0]               image_ready_i,
    input  wire [2*(TILE_AW+1)-1:0] image_tiles_i,
    input  wire [2*(BLOCK_W+1)-1:0] image_blocks_i,
    input  wire [2*TILE_AW-1:0]     image_tile_base_i,
    input  wire [2*LIST_AW-1:0]     image_list_base_i,
    output wire                     table_read_o,
    output wire [TILE_AW-1:0]       table_address_o,
    input  wire [63:0]              table_i,
    output wire                     tile_valid_o,
    input  wire                     tile_ready_i,
    output wire                     tile_image_o,
    output wire                     tile_first_o,       // of its M-tile
    output wire                     tile_last_o,        // of its M-tile
    output wire                     tile_ends_job_o,
    output wire [NUMBER_W-1:0]      tile_blocks_o,
    output wire [5:0]               tile_steps_o,       // of a block
    output wire                     tile_list_o,        // blocks stand in a list
    output wire [LIST_AW-1:0]       tile_list_word_o,   // where the list begins
    output wire [1:0]               tile_list_part_o,
    output wire                     other_blocks_o,     // a job begins that has another number of K-blocks than its image
    output wire                     wait_image_o        // a job waits for its image
);

    localparam [31:0] LAST_TILE    = TILE_DEPTH - 1;
    localparam [31:0] LISTS        = LIST_DEPTH;
    localparam [31:0] TILE_OF_ROWS = M_TILE;
    localparam ROW_W = $clog2(2*M_TILE) + 1;  // holds M_TILE, and more

    reg               walking;       // the registers below belong to the job at the input
    reg               walk_image;
    reg [31:0]        walk_rows;
    reg [TILE_AW:0]   walk_tiles;    // N-tiles left after this one
    reg               walk_first;    // first N-tile of the M-tile
    reg [TILE_AW-1:0] walk_address;

    wire [TILE_AW:0]   image_tiles  = walk_image ? image_tiles_i[2*(TILE_AW+1)-1 -: TILE_AW+1] : image_tiles_i[TILE_AW:0];
    wire [TILE_AW-1:0] image_tile   = walk_image ? image_tile_base_i[2*TILE_AW-1 -: TILE_AW] : image_tile_base_i[TILE_AW-1:0];
    wire [BLOCK_W:0]   image_blocks = walk_image ? image_blocks_i[2*(BLOCK_W+1)-1 -: BLOCK_W+1] : image_blocks_i[BLOCK_W:0];
    wire               walk_ready   = walk_image ? image_ready_i[1] : image_ready_i[0];

    wire queue_ready;                    // room for what is on its way, too
    wire walk_last_n = walk_tiles == {(TILE_AW+1){1'b0}};
    wire walk_last_m = walk_rows[31:ROW_W] == {(32-ROW_W){1'b0}} && walk_rows[ROW_W-1:0] <= TILE_OF_ROWS[ROW_W-1:0];
    wire walk_step   = walking && queue_ready;
    wire walk_ends   = walk_step && walk_last_n && walk_last_m;
    wire walk_begins = !walking && job_valid_i && walk_ready;

    assign job_ready_o     = walk_ends;
    assign table_read_o    = walk_step;
    assign table_address_o = walk_address;
    assign other_blocks_o  = walk_begins && image_blocks != {1'b0, job_blocks_i};
    assign wait_image_o    = !walking && job_valid_i && !walk_ready;

    always @(posedge clk_i) begin
        if (rst_i) begin
            walking    <= 1'b0;
            walk_image <= 1'b0;
        end else begin
            walking <= walking ? !walk_ends : walk_begins;
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

    wire [LIST_AW:0]   list_sum   = {1'b0, arriving_list_base} + {1'b0, table_i[34 +: LIST_AW]};
    wire [LIST_AW:0]   list_over  = list_sum - LISTS[LIST_AW:0];
    wire [LIST_AW-1:0] list_start = list_sum >= LISTS[LIST_AW:0] ? list_over[LIST_AW-1:0] : list_sum[LIST_AW-1:0];
    wire unused_tile = &{1'b0, table_i[63:34+LIST_AW], table_i[31:23], list_over[LIST_AW]};

    wire [NUMBER_W-1:0] arriving_blocks;
    block_number #(.BLOCK_W(BLOCK_W)) blocks (
        .number_i(table_i[15:0]),
        .number_o(arriving_blocks)
    );

    localparam ENTRY_W = 4 + LIST_AW + 2 + 1 + 6 + NUMBER_W;
    wire [ENTRY_W-1:0] entry = {arriving_flags, list_start, table_i[33:32], table_i[22], table_i[21:16], arriving_blocks};

    reg [2:0] queued;  // entries in the queue or on their way
    assign queue_ready = queued < 3'd4;
    always @(posedge clk_i) begin
        if (rst_i) queued <= 3'd0;
        else queued <= queued + {2'b0, walk_step} - {2'b0, tile_valid_o && tile_ready_i};
    end

    wire unused_entry_ready;
    stream_fifo #(.WIDTH(ENTRY_W), .DEPTH(4)) entry_queue (
        .clk_i(clk_i),
        .rst_i(rst_i),
        .in_valid_i(arriving),
        .in_ready_o(unused_entry_ready),
        .in_data_i(entry),
        .out_valid_o(tile_valid_o),
        .out_ready_i(tile_ready_i),
        .out_data_o({tile_image_o, tile_first_o, tile_last_o, tile_ends_job_o, tile_list_word_o, tile_list_part_o, tile_list_o,
                     tile_steps_o, tile_blocks_o})
    );

endmodule

`default_nettype wire
