// Walks the blocks and steps of one tile after the other, and takes the blocks' numbers out of the block list.
//
// Two stages: the first counts blocks and steps and reads the block list, the second picks the number out of the list's word. Both move
// where advance_i is high.
// Tile:  tile_*_i hold while tile_valid_i, until tile_ready_o.
// Step:  listed_*_o hold while listed_valid_o, until advance_i.
`default_nettype none

module step_walk #(
    parameter BLOCK_W    = 7,    // bits of a number of K-blocks
    parameter LIST_DEPTH = 16,
    parameter NUMBER_W   = BLOCK_W < 16 ? BLOCK_W + 1 : 16,           // follows
    parameter LIST_AW    = LIST_DEPTH > 1 ? $clog2(LIST_DEPTH) : 1    // follows
) (
    input  wire                clk_i,
    input  wire                rst_i,
    input  wire                tile_valid_i,
    output wire                tile_ready_o,
    input  wire                tile_image_i,
    input  wire                tile_first_i,       // of its M-tile
    input  wire                tile_last_i,        // of its M-tile
    input  wire                tile_ends_job_i,
    input  wire [NUMBER_W-1:0] tile_blocks_i,
    input  wire [5:0]          tile_steps_i,       // of a block
    input  wire                tile_list_i,        // blocks stand in a list
    input  wire [LIST_AW-1:0]  tile_list_word_i,   // where the list begins
    input  wire [1:0]          tile_list_part_i,
    output wire                list_read_o,
    output wire [LIST_AW-1:0]  list_address_o,
    input  wire [63:0]         list_i,
    input  wire                advance_i,
    output reg                 listed_valid_o,
    output reg                 listed_image_o,
    output reg                 listed_m_first_o,      // first step of the M-tile
    output reg                 listed_tile_first_o,   // ... of the tile
    output reg                 listed_block_first_o,  // ... of the block
    output reg                 listed_tile_ends_o,    // last step of the tile
    output reg                 listed_m_ends_o,       // ... of the M-tile
    output reg                 listed_job_ends_o,     // ... of the job
    output wire [NUMBER_W-1:0] listed_block_o
);

    localparam [31:0] LAST_LIST = LIST_DEPTH - 1;

    reg               step_valid;
    reg               step_image;
    reg               step_list;
    reg               step_first;        // the tile is the first of its M-tile
    reg               step_last;         // the tile is the last of its M-tile
    reg               step_ends_job;     // ... of its job
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
    assign tile_ready_o = !step_valid || (advance_i && tile_ends);

    wire [LIST_AW-1:0] following_list = step_list_word == LAST_LIST[LIST_AW-1:0] ? {LIST_AW{1'b0}} : step_list_word + 1'b1;

    always @(posedge clk_i) begin
        if (rst_i) step_valid <= 1'b0;
        else if (tile_ready_o) step_valid <= tile_valid_i;
    end

    always @(posedge clk_i) begin
        if (advance_i && step_valid) begin
            step_step <= block_ends ? 6'd0 : step_step + 1'b1;
            if (block_ends) begin
                step_tile_first <= 1'b0;
                step_blocks     <= step_blocks - 1'b1;
                step_block      <= step_block + 1'b1;
                step_list_part  <= step_list_part + 1'b1;
                if (step_list_part == 2'd3) step_list_word <= following_list;
            end
        end
        if (tile_valid_i && tile_ready_o) begin
            step_image      <= tile_image_i;
            step_first      <= tile_first_i;
            step_last       <= tile_last_i;
            step_ends_job   <= tile_ends_job_i;
            step_list       <= tile_list_i;
            step_list_word  <= tile_list_word_i;
            step_list_part  <= tile_list_part_i;
            step_steps      <= tile_steps_i - 1'b1;
            step_blocks     <= tile_blocks_i - 1'b1;
            step_block      <= {NUMBER_W{1'b0}};
            step_step       <= 6'd0;
            step_tile_first <= 1'b1;
        end
    end

    assign list_read_o    = advance_i && step_valid && step_list && block_first;
    assign list_address_o = step_list_word;

    reg                listed_list;
    reg [NUMBER_W-1:0] listed_block;   // without list
    reg [1:0]          listed_part;

    always @(posedge clk_i) begin
        if (rst_i) listed_valid_o <= 1'b0;
        else if (advance_i) listed_valid_o <= step_valid;
        if (advance_i) begin
            listed_image_o       <= step_image;
            listed_m_first_o     <= step_first && step_tile_first && block_first;
            listed_tile_first_o  <= step_tile_first && block_first;
            listed_block_first_o <= block_first;
            listed_tile_ends_o   <= tile_ends;
            listed_m_ends_o      <= tile_ends && step_last;
            listed_job_ends_o    <= tile_ends && step_ends_job;
            listed_list          <= step_list;
            listed_block         <= step_block;
            listed_part          <= step_list_part;
        end
    end

    wire [NUMBER_W-1:0] list_block;
    block_number #(.BLOCK_W(BLOCK_W)) list_number (
        .number_i(list_i[listed_part*16 +: 16]),
        .number_o(list_block)
    );
    assign listed_block_o = listed_list ? list_block : listed_block;

endmodule

`default_nettype wire
